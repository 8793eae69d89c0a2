package main_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBrowser opens the dashboard as a manager does and the survey as a passenger does, in a real browser.
func TestBrowser(t *testing.T) {
	ctx := browser(t)
	service := start(t, filepath.Join(t.TempDir(), "service.db"), "-demo")
	errors := console(t, ctx)
	open := func(width, height int64, url string) {
		require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate(url)))
	}

	open(1280, 900, service.url)
	title, err := chromedp.Run(ctx, chromedp.Title())
	require.NoError(t, err)
	assert.Equal(t, "Satisfaction", title)
	for chart, marks := range map[string]int{
		"nps": 12, "csat": 12, // 3 brands in 4 waves
		"gaps":      12, // 3 brands, 4 attributes
		"drivers":   4,
		"quadrants": 4,
		"control":   30, // days
	} {
		assert.Equal(t, marks, count(t, ctx, "#"+chart+" .mark"), chart)
		assert.Equal(t, marks, count(t, ctx, "#"+chart+" .mark > title"), "%s: each mark says what it is", chart)
		assert.Equal(t, 1, count(t, ctx, "svg#"+chart+"[role=img] > title"), chart)
	}
	assert.Equal(t, 6, count(t, ctx, "#complaints tr"), "open complaints")
	assert.Equal(t, 2, count(t, ctx, "#actions tr"))
	assert.Positive(t, count(t, ctx, "#control .broken"), "the day on which the road was closed is a signal")
	assert.Zero(t, count(t, ctx, "script"))
	screenshot(t, ctx, "dashboard-desktop.png")

	open(360, 740, service.url)
	assert.LessOrEqual(t, number(t, ctx, "document.documentElement.scrollWidth"), 360, "a phone need not scroll sideways")
	drawn := number(t, ctx, "Math.round(document.querySelector('#nps').getBoundingClientRect().width)")
	letters := number(t, ctx, "parseFloat(getComputedStyle(document.querySelector('#nps .key text')).fontSize)*10|0")
	assert.GreaterOrEqual(t, letters*drawn/360, 110, "letters of a chart are 11 pixels high at least, in tenths")
	assert.Zero(t, number(t, ctx, outside), "everything in a chart is within its card")
	screenshot(t, ctx, "dashboard-phone.png")

	before := number(t, ctx, "Number(document.querySelector('#responses').textContent)")
	complaints := number(t, ctx, "Number(document.querySelector('#open').textContent)")
	open(360, 740, service.url+"/survey/OCC/Puebla")
	for question, points := range map[string]string{"punctuality": "1", "safety": "3", "treatment": "2", "comfort": "2", "overall": "2", "recommend": "1"} {
		require.NoError(t, chromedp.Do(ctx, chromedp.Click(chromedp.CSS("input[name="+question+"][value='"+points+"']"))))
	}
	require.NoError(t, chromedp.Do(ctx, chromedp.SendKeys(chromedp.CSS("#why"), "Three hours late.")))
	screenshot(t, ctx, "survey-phone.png")
	_, err = chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS("button[type=submit]")))
	require.NoError(t, err)
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("h1")))
	require.NoError(t, err)
	assert.Equal(t, "Thank you", text)

	open(1280, 900, service.url)
	assert.Equal(t, before+1, number(t, ctx, "Number(document.querySelector('#responses').textContent)"), "the figures move")
	assert.Equal(t, complaints+1, number(t, ctx, "Number(document.querySelector('#open').textContent)"), "who warns others and says why is answered")
	open(1280, 900, service.url+"/?brand=OCC&market=Puebla")
	assert.Equal(t, 4, count(t, ctx, "#nps .mark"), "one brand in 4 waves")
	assert.Empty(t, errors(), "what the browser complains of")
}

// browser starts a headless Chromium for the test. Where there is none the test is left out, but not in CI.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("no chromium in PATH: install it to run the browser test")
	}
	require.NoError(t, err, "chromium is needed in CI")
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancelBrowser := chromedp.NewContext(allocated)
	t.Cleanup(cancelBrowser)
	require.NoError(t, chromedp.Do(ctx), "chromium starts")
	ctx, cancelTest := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancelTest)
	return ctx
}

// console gathers what the browser complains of, such as something that the security policy forbids.
func console(t *testing.T, ctx context.Context) func() []string {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx))
	messages := chromedp.Console(ctx)
	found := make(chan string, 100)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			found <- message.Text
		}
	}()
	return func() (all []string) {
		for {
			select {
			case text := <-found:
				all = append(all, text)
			case <-time.After(100 * time.Millisecond):
				return all
			}
		}
	}
}

// count counts the elements that a selector finds.
func count(t *testing.T, ctx context.Context, selector string) int {
	t.Helper()
	return number(t, ctx, "document.querySelectorAll("+strconv.Quote(selector)+").length")
}

// outside counts what is drawn or written over the edge of a card.
const outside = `[...document.querySelectorAll('svg text, svg circle, svg rect, svg line, svg path')].filter(e => {
	const e1 = e.getBoundingClientRect(), c = e.closest('.card').getBoundingClientRect();
	return e1.left < c.left || e1.right > c.right || e1.top < c.top || e1.bottom > c.bottom;
}).length`

func number(t *testing.T, ctx context.Context, expression string) int {
	t.Helper()
	n, err := chromedp.Run(ctx, chromedp.Evaluate[int](expression))
	require.NoError(t, err)
	return n
}

// screenshot writes a picture of the whole page to the folder that SCREENSHOTS names, if it does.
func screenshot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	require.NoError(t, err)
	assert.Greater(t, len(picture), 10_000)
	if dir := os.Getenv("SCREENSHOTS"); dir != "" {
		require.NoError(t, os.MkdirAll(dir, 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), picture, 0o644))
	}
}
