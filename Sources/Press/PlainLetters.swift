// Made by Tools/plain-letters.py; do not edit.

/// What letters of the Latin, Greek and Cyrillic blocks and raised digits are in small letters without
/// marks: œ is oe, ł is l, ё is е, ₂ is 2.
package enum PlainLetters {
  /// Blocks in the order of their first letters: the first letter, and a word for each from it on;
  /// «·» for what is neither letter nor digit.
  package static let blocks: [(first: UInt32, plain: [String])] = [
    (
      0x00AA,
      words(
        "a · · · · · · · 2 3 · μ · · · 1 o")
    ),
    (
      0x00C0,
      words(
        "a a a a a a ae c e e e e i i i i d n o o o o o · o u u u u y th ss a a a a a a ae c "
          + "e e e e i i i i d n o o o o o · o u u u u y th y a a a a a a c c c c c c c c d d d d "
          + "e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k q l l "
          + "l l l l l l l l n n n n n n ŉ n n o o o o o o oe oe r r r r r r s s s s s s s s t t "
          + "t t t t u u u u u u u u u u u u w w y y y z z z z z z s b b b b ƅ ƅ ɔ c c ɖ d d d ƍ "
          + "ǝ ə ɛ f f g ɣ ƕ ɩ i k k l ƛ ɯ n n o o o ƣ ƣ p p ʀ ƨ ƨ ʃ ƪ t t t t u u ʊ v y y z z ʒ "
          + "ƹ ƹ ƺ ƻ ƽ ƽ ƾ ƿ ǀ ǁ ǂ ǃ dz dz dz lj lj lj nj nj nj a a i i o o u u u u u u u u u u ǝ "
          + "a a a a ae ae g g g g k k o o o o ʒ ʒ j dz dz dz g g ƕ ƿ n n a a ae ae o o a a a a e "
          + "e e e i i i i o o o o r r r r u u u u s s t t ȝ ȝ h h n d ȣ ȣ z z a a e e o o o o o "
          + "o o o y y l n t j ȸ ȹ a c c l t s z ɂ ɂ b ʉ ʌ e e j j ɋ q r r y y")
    ),
    (
      0x0250,
      words(
        "ɐ ɑ ɒ b ɔ c d d ɘ ə ɚ ɛ ɜ ɝ ɞ j g ɡ ɢ ɣ ɤ ɥ h ɧ i ɩ ɪ l l l ɮ ɯ ɰ m n n ɴ ɵ ɶ ɷ ɸ ɹ "
          + "ɺ ɻ r r r ɿ ʀ ʁ s ʃ j ʅ ʆ ʇ t ʉ ʊ v ʌ ʍ ʎ ʏ z z ʒ ʓ ʔ ʕ ʖ ʗ ʘ ʙ ʚ ʛ ʜ j ʞ ʟ q ʡ ʢ ʣ "
          + "ʤ ʥ ʦ ʧ ʨ ʩ ʪ ʫ ʬ ʭ ʮ ʯ")
    ),
    (
      0x02B0,
      words(
        "h h j r ɹ ɻ ʁ w y")
    ),
    (
      0x0386,
      words(
        "α · ε η ι · ο · υ ω ι α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ · σ τ υ φ χ ψ ω ι υ α ε η ι "
          + "υ α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ σ τ υ φ χ ψ ω ι υ ο υ ω ϗ β θ υ υ υ φ π ϗ ϙ ϙ "
          + "ϛ ϛ ϝ ϝ ϟ ϟ ϡ ϡ ϣ ϣ ϥ ϥ ϧ ϧ ϩ ϩ ϫ ϫ ϭ ϭ ϯ ϯ κ ρ σ ϳ θ ε · ϸ ϸ σ ϻ ϻ ϼ ͻ ͼ ͽ")
    ),
    (
      0x0400,
      words(
        "е е ђ ѓ є ѕ і ї ј љ њ ћ ќ и ў џ а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ "
          + "ъ ы ь э ю я а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я е е ђ ѓ "
          + "є ѕ і ї ј љ њ ћ ќ и ў џ ѡ ѡ ѣ ѣ ѥ ѥ ѧ ѧ ѩ ѩ ѫ ѫ ѭ ѭ ѯ ѯ ѱ ѱ ѳ ѳ ѵ ѵ ѷ ѷ ѹ ѹ ѻ ѻ ѽ ѽ "
          + "ѿ ѿ ҁ ҁ · · · · · · · · ҋ ҋ ҍ ҍ ҏ ҏ ґ ґ ғ ғ ҕ ҕ җ җ ҙ ҙ қ қ ҝ ҝ ҟ ҟ ҡ ҡ ң ң ҥ ҥ ҧ ҧ "
          + "ҩ ҩ ҫ ҫ ҭ ҭ ү ү ұ ұ ҳ ҳ ҵ ҵ ҷ ҷ ҹ ҹ һ һ ҽ ҽ ҿ ҿ ӏ ӂ ӂ ӄ ӄ ӆ ӆ ӈ ӈ ӊ ӊ ӌ ӌ ӎ ӎ ӏ ӑ ӑ "
          + "ӓ ӓ ӕ ӕ ӗ ӗ ә ә ӛ ӛ ӝ ӝ ӟ ӟ ӡ ӡ ӣ ӣ ӥ ӥ ӧ ӧ ө ө ӫ ӫ ӭ ӭ ӯ ӯ ӱ ӱ ӳ ӳ ӵ ӵ ӷ ӷ ӹ ӹ ӻ ӻ "
          + "ӽ ӽ ӿ ӿ ԁ ԁ ԃ ԃ ԅ ԅ ԇ ԇ ԉ ԉ ԋ ԋ ԍ ԍ ԏ ԏ ԑ ԑ ԓ ԓ ԕ ԕ ԗ ԗ ԙ ԙ ԛ ԛ ԝ ԝ ԟ ԟ ԡ ԡ ԣ ԣ ԥ ԥ "
          + "ԧ ԧ ԩ ԩ ԫ ԫ ԭ ԭ ԯ ԯ")
    ),
    (
      0x1D00,
      words(
        "ᴀ ᴁ ᴂ ᴃ ᴄ ᴅ ᴆ ᴇ ᴈ ᴉ ᴊ ᴋ ᴌ ᴍ ᴎ ᴏ ᴐ ᴑ ᴒ ᴓ ᴔ ᴕ ᴖ ᴗ ᴘ ᴙ ᴚ ᴛ ᴜ ᴝ ᴞ ᴟ ᴠ ᴡ ᴢ ᴣ ᴤ ᴥ ᴦ ᴧ ᴨ ᴩ "
          + "ᴪ ᴫ a ae b ᴯ d e ǝ g h i j k l m n ᴻ o ȣ p r t u w a ɐ ɑ ᴂ b d e ə ɛ ɜ g ᵎ k m n o ɔ "
          + "ᴖ ᴗ p t u ᴝ ɯ v ᴥ β γ δ φ χ i r u v β γ ρ φ χ ᵫ b d f m n p r r s t z ᵷ ᵸ ᵹ th ᵻ ᵼ p "
          + "ᵾ ᵿ b d f g k l m n p r s ᶋ v x z a ᶐ d e ᶓ ᶔ ᶕ i ᶗ ᶘ u ᶚ ɒ c c d ɜ f j ɡ ɥ i ɩ ɪ ᵻ "
          + "j l l ʟ m ɰ n n ɴ ɵ ɸ s ʃ t ʉ ʊ ᴜ v ʌ z z z ʒ θ")
    ),
    (
      0x1E00,
      words(
        "a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h "
          + "h h i i i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o "
          + "p p p p r r r r r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v "
          + "v v w w w w w w w w w w x x x x y y z z z z z z h t w y a s s s ss ẟ a a a a a a a a "
          + "a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o "
          + "o o o o o o o o o o o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y ll "
          + "ll ỽ ỽ y y")
    ),
    (
      0x1F00,
      words(
        "α α α α α α α α α α α α α α α α ε ε ε ε ε ε · · ε ε ε ε ε ε · · η η η η η η η η η η "
          + "η η η η η η ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ο ο ο ο ο ο · · ο ο ο ο ο ο · · υ υ υ υ "
          + "υ υ υ υ · υ · υ · υ · υ ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω α α ε ε η η ι ι ο ο υ υ ω ω "
          + "· · α α α α α α α α α α α α α α α α η η η η η η η η η η η η η η η η ω ω ω ω ω ω ω ω "
          + "ω ω ω ω ω ω ω ω α α α α α · α α α α α α α · ι · · · η η η · η η ε ε η η η · · · ι ι "
          + "ι ι · · ι ι ι ι ι ι · · · · υ υ υ υ ρ ρ υ υ υ υ υ υ ρ · · · · · ω ω ω · ω ω ο ο ω ω "
          + "ω · · ·")
    ),
    (
      0x2070,
      words(
        "0 i · · 4 5 6 7 8 9 · · · · · n 0 1 2 3 4 5 6 7 8 9 · · · · · · a e o x ə h k l m n "
          + "p s t")
    ),
    (
      0x2C60,
      words(
        "l l l p r a t h h k k z z ɑ m ɐ ɒ v w w v ⱶ ⱶ ⱷ e ⱹ o ⱻ j v s z")
    ),
    (
      0xA722,
      words(
        "ꜣ ꜣ ꜥ ꜥ ꜧ ꜧ tz tz ꜫ ꜫ ꜭ ꜭ ꜯ ꜯ ꜰ ꜱ aa aa ao ao au au av av av av ay ay ꜿ ꜿ k k k k k "
          + "k ꝇ ꝇ l l o o o o oo oo p p p p p p q q q q ꝛ ꝛ ꝝ ꝝ v v vy vy ꝣ ꝣ th th th th ꝩ ꝩ ꝫ "
          + "ꝫ ꝭ ꝭ ꝯ ꝯ ꝯ ꝱ ꝲ ꝳ ꝴ ꝵ ꝶ ꝷ ꝸ ꝺ ꝺ ꝼ ꝼ ᵹ ꝿ ꝿ ꞁ ꞁ ꞃ ꞃ ꞅ ꞅ ꞇ ꞇ ꞈ · · ꞌ ꞌ ɥ l ꞏ n n c c c "
          + "h b b f f ꞛ ꞛ ꞝ ꞝ ꞟ ꞟ g g k k n n r r s s h ɜ ɡ l ɪ ꞯ ʞ ʇ j ꭓ ꞵ ꞵ ꞷ ꞷ u u ꞻ ꞻ ꞽ ꞽ ꞿ "
          + "ꞿ ꟁ ꟁ ꟃ ꟃ c s z d d s s · · · · · ꟑ ꟑ · ꟓ · ꟕ ꟗ ꟗ ꟙ ꟙ · · · · · · · · · · · · · · · "
          + "· · · · · · · · · c f q ꟶ ꟶ ꟷ h oe ꟺ ꟻ ꟼ ꟽ ꟾ ꟿ")
    ),
    (
      0xAB30,
      words(
        "ꬰ ꬱ ꬲ ꬳ e ꬵ ꬶ l l l m n n ꬽ ꬾ ꬿ ꭀ ꭁ ꭂ ꭃ ꭄ ꭅ ꭆ ꭇ ꭈ r ꭊ ꭋ ꭌ ꭍ u ꭏ ꭐ ꭑ u ꭓ ꭔ ꭕ x x x x "
          + "y · ꜧ l l u ꭠ ꭡ ꭢ ꭣ ꭤ ꭥ ꭦ ꭧ ꭨ ʍ · · · · · ·")
    ),
    (
      0xFB00,
      words(
        "ff fi fl ffi ffl st st")
    ),
    (
      0xFF10,
      words(
        "0 1 2 3 4 5 6 7 8 9")
    ),
    (
      0xFF21,
      words(
        "a b c d e f g h i j k l m n o p q r s t u v w x y z · · · · · · a b c d e f g h i j "
          + "k l m n o p q r s t u v w x y z")
    ),
  ]

  /// The first letter of these blocks that is `scalar` or comes after it; nil after the last.
  package static func next(from scalar: Unicode.Scalar) -> Unicode.Scalar? {
    for (first, plain) in blocks {
      if scalar.value < first { return Unicode.Scalar(first) }
      if scalar.value < first + UInt32(plain.count) { return scalar }
    }
    return nil
  }

  /// What a letter or digit of these blocks is; nil for another one, and for what is neither.
  package static func plain(_ scalar: Unicode.Scalar) -> String? {
    for (first, plain) in blocks where scalar.value < first + UInt32(plain.count) {
      guard scalar.value >= first else { return nil }
      let plain = plain[Int(scalar.value - first)]
      return plain == "·" ? nil : plain
    }
    return nil
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
