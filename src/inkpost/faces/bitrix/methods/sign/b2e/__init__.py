"""``sign.b2e.*``: documents that people sign"""
