"""Two policies side by side: what a reform touches, what it says instead, and which worked cases turn."""
