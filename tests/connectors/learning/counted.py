"""Sales lines counted the slow way, in plain Python, to hold reasons against."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from math import floor
from statistics import median, median_low


class Past:
    """What happened before a day, counted the slow way."""

    def __init__(self, lines, at):
        self.at = at
        self.seen = defaultdict(set)
        stacks = defaultdict(list)
        for line in sorted(lines, key=lambda line: (line.at, line.quantity < 0)):
            if line.at >= at or line.customer is None:
                continue
            self.seen[line.customer].add(line.product)
            stack = stacks[line.customer, line.product]
            if line.quantity >= 0:
                stack.append([line.at, line.quantity])
                continue
            back = -line.quantity
            while back and stack:
                taken = min(back, stack[-1][1])
                stack[-1][1] -= taken
                back -= taken
                if not stack[-1][1]:
                    stack.pop()
        self.days = defaultdict(lambda: defaultdict(int))
        self.own, self.buyers = defaultdict(set), defaultdict(set)
        for (customer, product), stack in stacks.items():
            for day, quantity in stack:
                self.days[customer, product][day] += quantity
                self.own[customer].add(product)
                self.buyers[product].add(customer)

    def share(self, x, y):
        return len(self.buyers[x] & self.buyers[y]) / len(self.buyers[x])


def whole(number):
    return floor(number + 0.5)


def span(days, one, many):
    if days < 14:
        unit, number = "day", whole(days)
    elif days < 120:
        unit, number = "week", whole(days / 7)
    else:
        unit, number = "month", whole(days / 30.44)
    return (one if number == 1 else many).format(unit=unit, number=number)


def at_this_time(past, day):
    """How many years ago a day was in the eight weeks that lie ahead; None if it was not."""
    years = next((years for years in range(1, 99) if day >= past.at - timedelta(days=365 * years)), None)
    ahead = (day - (past.at - timedelta(days=365 * years))).days
    return years if ahead < 56 else None


def years_running(past, customer, product):
    """0 where it was bought at other times more often, or in the history's first year."""
    if min(min(days) for days in past.days.values()) > past.at - timedelta(days=365):
        return 0
    occasions = past.days[customer, product]
    then = [years for day in occasions if (years := at_this_time(past, day))]
    if not then:
        return 0
    return max(then) if 2 * len(then) >= len(occasions) and set(then) == {*range(1, max(then) + 1)} else 0


def rhythm_of(past, customer, product):
    occasions = past.days[customer, product]
    days = sorted(occasions)
    ago = span((past.at - days[-1]).days, "{number} {unit} ago", "{number} {unit}s ago")
    usual = median_low(occasions.values())
    if (years := years_running(past, customer, product)) >= 2:
        return f"at this time of year, {years} years running, last {ago}, usually {usual}"
    if len(days) == 1:
        return f"bought once, {ago}, {usual}"
    if len(days) == 2:
        return f"bought twice, last {ago}, usually {usual}"
    gap = median((b - a).days for a, b in pairwise(days))
    return f"{span(gap, 'every {unit}', 'every {number} {unit}s')}, last {ago}, usually {usual}"
