// Package store keeps what the service is told, in SQLite or PostgreSQL, by the same statements.
//
// Everything is written by one goroutine, which takes all the work that waits into one transaction: that is what lets a
// disk that syncs a few hundred times a second acknowledge thousands of writes. What has been acknowledged is on disk. On
// PostgreSQL each such transaction holds an advisory lock, so that the sequence numbers of several instances of the service
// are committed in their order and a reader who goes on from the last one that he has seen misses none.
package store
