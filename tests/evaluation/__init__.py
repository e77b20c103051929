"""Quality on real text, a file a question; ``make evaluate`` prints the answers that docs/evaluation.md quotes."""
