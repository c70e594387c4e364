kept = None
try:
    while True:
        kept = (kept, bytes(400))
except MemoryError:
    pass
