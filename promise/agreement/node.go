package agreement

import (
	"fmt"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/promise"
)

const (
	mostDepth  = 64
	mostLeaves = 10_000
)

// NodeKind says how the parts of a node work together. The zero value is Leaf.
type NodeKind uint8

const (
	Leaf     NodeKind = iota // one party's commitment
	Series                   // all parts must keep theirs, one after the other
	Parallel                 // one part that keeps its own is enough
	KOfN                     // K of the parts are enough
)

var nodeKindNames = []string{"leaf", "series", "parallel", "k-of-n"} // as ordered above

// String returns the name of k, such as "series", and "?" for another value.
func (k NodeKind) String() string { return enum.String(nodeKindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k NodeKind) MarshalText() ([]byte, error) {
	return enum.Marshal(nodeKindNames, k, "agreement: marshal node kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text. For any other text it returns [ErrUnknown] and leaves k alone.
func (k *NodeKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(nodeKindNames, k, text, "agreement: parse node kind", ErrUnknown)
}

// ParseNodeKind returns the kind called text, or [ErrUnknown].
func ParseNodeKind(text string) (NodeKind, error) {
	return enum.Parse[NodeKind](nodeKindNames, text, "agreement: parse node kind", ErrUnknown)
}

// A Commitment is a share of cases in which a party does its part, and the time that it takes at most. The zero value is
// invalid.
type Commitment struct {
	Keep   promise.Ratio `json:"keep"`
	Within time.Duration `json:"within,omitempty"` // in nanoseconds; 0: no time is promised
}

// A Node is a part of a service as it depends on parties: a commitment, or parts that work together. It is plain data: at
// most 64 levels and 10,000 leaves, a node without parts counting as one. The zero value is invalid, as it commits nobody.
type Node struct {
	Kind       NodeKind   `json:"kind"`
	Party      string     `json:"party,omitempty"`     // of a leaf
	Commitment Commitment `json:"commitment,omitzero"` // of a leaf
	K          int        `json:"k,omitempty"`         // of KOfN, 1 to the number of parts
	Parts      []Node     `json:"parts,omitempty"`     // of all but a leaf; an empty series always keeps, an empty parallel never
}

// Commit returns the leaf of a party's commitment.
func Commit(party string, c Commitment) Node { return Node{Party: party, Commitment: c} }

// InSeries returns the node that keeps where all parts keep, one after the other; without parts, always.
func InSeries(parts ...Node) Node { return Node{Kind: Series, Parts: parts} }

// InParallel returns the node that keeps where one of the parts keeps; without parts, never.
func InParallel(parts ...Node) Node { return Node{Kind: Parallel, Parts: parts} }

// Any returns the node that keeps where at least k of the parts keep.
func Any(k int, parts ...Node) Node { return Node{Kind: KOfN, K: k, Parts: parts} }

// check returns what is wrong with a node: [ErrInvalid] or [ErrLimit], with its path.
func (n *Node) check() error {
	leaves := 0
	return n.checkAt(nil, &leaves)
}

// checkAt checks a node at a path of parts, and counts its leaves.
func (n *Node) checkAt(path []int, leaves *int) error {
	fault := func(cause error, why string) error { return fmt.Errorf("%s%w: %s", pathText(path), cause, why) }
	if len(n.Parts) == 0 {
		*leaves++
	}
	switch {
	case len(path) >= mostDepth:
		return fault(ErrLimit, "depth above 64")
	case *leaves > mostLeaves || len(n.Parts) > mostLeaves:
		return fault(ErrLimit, "more than 10000 leaves")
	case n.Kind > KOfN:
		return fault(ErrInvalid, "kind")
	case n.Kind == Leaf && (len(n.Parts) > 0 || n.K != 0):
		return fault(ErrInvalid, "a leaf with parts or k")
	case n.Kind == Leaf && n.Party == "":
		return fault(ErrInvalid, "party")
	case n.Kind == Leaf:
		if why := n.Commitment.fault(); why != "" {
			return fault(ErrInvalid, why)
		}
		return nil
	case n.Party != "" || n.Commitment != Commitment{}:
		return fault(ErrInvalid, "a party or a commitment beside parts")
	case n.Kind == KOfN && (n.K < 1 || n.K > len(n.Parts)):
		return fault(ErrInvalid, fmt.Sprintf("k %d of %d", n.K, len(n.Parts)))
	case n.Kind != KOfN && n.K != 0:
		return fault(ErrInvalid, "k beside "+n.Kind.String())
	}
	for i := range n.Parts {
		if err := n.Parts[i].checkAt(append(path, i), leaves); err != nil {
			return err
		}
	}
	return nil
}

// fault says what is wrong with a commitment, "" if nothing is.
func (c Commitment) fault() string {
	switch {
	case c.Keep == promise.Ratio{}:
		return "keep"
	case c.Within < 0:
		return "within"
	}
	return ""
}

// pathText returns a path as text, such as "parts[0].parts[2]: ".
func pathText(path []int) string {
	var out strings.Builder
	for i, part := range path {
		if i > 0 {
			out.WriteByte('.')
		}
		fmt.Fprintf(&out, "parts[%d]", part)
	}
	if len(path) > 0 {
		out.WriteString(": ")
	}
	return out.String()
}
