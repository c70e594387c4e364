kept = None
try:
    while True:
        kept = (kept,)
except MemoryError:
    pass
