"""Stateful local stand-ins for voice-AI phone-number APIs and the telephone companies behind them."""
