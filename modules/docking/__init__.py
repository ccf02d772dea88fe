"""Docking (三调对接): what other organs entrust to mediation, and what third parties are asked for a case.

An entrustment (委派, 委托, 移送, 邀请) becomes a case, is mediated like any other, and is answered with a letter
within its limit. Courts also say how many cases came to them before suit; the rates of diversion and success follow.
"""
