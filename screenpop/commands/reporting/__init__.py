"""The daily report of `screenpop log report`: what it holds, and how it is written."""
