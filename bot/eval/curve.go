package eval

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/referat-dk/referat/bot"
)

// Point is what would happen if every answer of less confidence than Threshold
// were withheld: Answered of all Questions get an answer (the coverage), Wrong
// of those answered get one that is not right (the risk).
type Point struct {
	Threshold                  float64
	Questions, Answered, Wrong int
}

// curveSteps is the number of thresholds from 0 to 1.
const curveSteps = 10

// Curve asks a without its threshold, and draws the risk–coverage curve from
// the confidence of the answers. Silence for other reasons stays silence.
func Curve(ctx context.Context, a *bot.Answerer, questions []Question) ([]Point, error) {
	open := *a
	open.Threshold = -1
	report, err := Run(ctx, &open, questions)
	if err != nil {
		return nil, err
	}
	var points []Point
	for i := range curveSteps + 1 {
		p := Point{Threshold: float64(i) / curveSteps, Questions: len(report.Outcomes)}
		for _, o := range report.Outcomes {
			if !o.Silent && o.Answer.Confidence >= p.Threshold {
				p.Answered++
				p.Wrong += one(!o.Right())
			}
		}
		points = append(points, p)
	}
	return points, nil
}

// PrintCurve writes a line for each threshold, with a star at the bot's own.
func PrintCurve(w io.Writer, points []Point) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "threshold\tcoverage\trisk\tanswered\twrong")
	for _, p := range points {
		own := ""
		if p.Threshold == bot.DefaultThreshold {
			own = " *"
		}
		fmt.Fprintf(t, "%.2f%s\t%s\t%s\t%d\t%d\n", p.Threshold, own, percent(p.Answered, p.Questions), percent(p.Wrong, p.Answered), p.Answered, p.Wrong)
	}
	return t.Flush()
}
