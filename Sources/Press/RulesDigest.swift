/// A digest of what reads dates and compares names: 16 hexadecimal digits.
public let pressDigest = GatheredDigest.text
