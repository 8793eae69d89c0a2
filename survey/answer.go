package survey

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// shape is the form of an answer, whatever the question was.
type shape uint8

const (
	shapeNone   shape = iota
	shapePoints       // one whole number
	shapeText         // one string: words, or one choice
	shapeList         // several strings: choices
	shapeGrid         // a number for each row
	shapeOther        // any other JSON, kept so that Check can name it
)

// An Answer is what was given to one question: points, choices, words, or points for each row of a matrix. It is
// immutable. The zero value is not answered, and so are no choices, no words and no rows.
//
// In JSON it is null, a number, an array of strings, a string, or an object of numbers. One string is words and a
// choice alike: the kind of the question decides. Every JSON value decodes, 6.5, true and 1e400 too: it is
// [Form.Check] that names what the question does not take. A number is whole if it is written without exponent and
// with nothing but zeros after the point, and fits an int.
type Answer struct {
	shape  shape
	points int
	text   string // the words, or the JSON of any other value
	list   []string
	grid   map[string]cell
}

// cell is the answer to one row of a matrix: points, or, where raw is not empty, JSON that is not a whole number.
type cell struct {
	points int
	raw    string
}

// Points is the answer of v points, as given: a reversed scale reverses when it is scored.
func Points(v int) Answer { return Answer{shape: shapePoints, points: v} }

// Choices is the answer of these options, to a question with one choice or with several.
func Choices(options ...string) Answer {
	if len(options) == 0 {
		return Answer{}
	}
	return Answer{shape: shapeList, list: slices.Clone(options)}
}

// Text is the answer s in words, or the option s.
func Text(s string) Answer {
	if s == "" {
		return Answer{}
	}
	return Answer{shape: shapeText, text: s}
}

// Grid is the answer to a matrix: points by row.
func Grid(rows map[string]int) Answer {
	if len(rows) == 0 {
		return Answer{}
	}
	grid := make(map[string]cell, len(rows))
	for row, v := range rows {
		grid[row] = cell{points: v}
	}
	return Answer{shape: shapeGrid, grid: grid}
}

// Points returns the points, and whether a is points.
func (a Answer) Points() (int, bool) { return a.points, a.shape == shapePoints }

// Choices returns the options, and whether a may be choices: several strings, or one.
func (a Answer) Choices() ([]string, bool) {
	switch a.shape {
	case shapeText:
		return []string{a.text}, true
	case shapeList:
		return slices.Clone(a.list), true
	}
	return nil, false
}

// Text returns the words, and whether a may be words: one string.
func (a Answer) Text() (string, bool) {
	if a.shape == shapeList && len(a.list) == 1 {
		return a.list[0], true
	}
	return a.text, a.shape == shapeText
}

// Grid returns the points by row, and whether a is whole points for each of its rows.
func (a Answer) Grid() (map[string]int, bool) {
	if a.shape != shapeGrid {
		return nil, false
	}
	rows := make(map[string]int, len(a.grid))
	for row, c := range a.grid {
		if c.raw != "" {
			return nil, false
		}
		rows[row] = c.points
	}
	return rows, true
}

// echo returns a bounded text of what a holds, for an [AnswerError].
func (a Answer) echo() string {
	switch a.shape {
	case shapePoints:
		return strconv.Itoa(a.points)
	case shapeList:
		return echo(fmt.Sprintf("%.40q", a.list[:min(3, len(a.list))]))
	case shapeGrid:
		rows := slices.Sorted(maps.Keys(a.grid))
		return echo(fmt.Sprintf("rows %.40q", rows[:min(3, len(rows))]))
	}
	return echo(a.text)
}

// echo returns the first 40 characters of text.
func echo(text string) string { return fmt.Sprintf("%.40s", text) }
