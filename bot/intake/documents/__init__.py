"""Reading attachments: what each file is, and what stands in it."""
