/// A digest of what tags and parses sentences: 16 hexadecimal digits.
public let syntaxDigest = GatheredDigest.text
