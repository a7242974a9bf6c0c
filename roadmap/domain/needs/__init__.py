"""How many posts an area needs, what they cost and what they achieve: the calculation, its ranges, its place in a plan.

The formulas are those of a published calculation made general. Whatever is particular to an intervention, its figures,
their ranges and grounds, and areas that somebody has published before, is data of its playbook (``models``).
"""
