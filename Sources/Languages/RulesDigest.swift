/// A digest of all tables and of what reads them: 16 hexadecimal digits.
public let languagesDigest = GatheredDigest.text
