"""People's mediation (人民调解) of a dispute.

A mediation belongs to one case. It needs the consent of the parties, named mediators and the telling of rights before
the first session; it ends with an agreement in force or with a notice that names the lawful ways on. What was said is
open to the mediators named, the chair of the committee and the archivist only.
"""
