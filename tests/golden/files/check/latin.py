#
# café
