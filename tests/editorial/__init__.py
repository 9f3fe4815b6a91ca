"""Tests of what is edited for readers: versions, checks, approval, easy read."""
