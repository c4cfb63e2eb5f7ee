"""The meldcode: a restricted file of five steps, for one coordinator and one named colleague."""
