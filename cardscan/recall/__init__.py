"""How well people are remembered: what is due, what is asked and hinted at, first sessions, the forecast."""
