"""Sales: what was bought lately, what is on order, what was quoted?"""
