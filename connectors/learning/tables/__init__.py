"""What is computed from the lines: each table is one expression, which every engine understands.

Types are cast wherever engines would choose different ones, what is summed is summed exactly, scores are rounded to
twelve digits, and equals are told apart by their numbers: so all engines find the same.
"""
