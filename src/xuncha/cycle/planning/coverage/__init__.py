"""The term's coverage plan: what each organisation needs, versions of the plan, who is covered."""
