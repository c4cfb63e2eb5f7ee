"""The three public doors and the inbox behind them."""
