"""Figures of closed rounds as they were, never changed since."""
