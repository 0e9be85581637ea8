"""Figures as claims: who said which number, whether they add up, and both sides of each transfer."""
