"""The archive (卷宗): one volume for each mediation.

A volume opens itself when its mediation ends. It gathers papers and attachments in the official order, says what is
missing, is checked by a second person, bound into one PDF/A, and sealed: what lies in it afterwards can be proved.
"""
