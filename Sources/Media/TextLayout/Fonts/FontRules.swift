/// The fontconfig rules that fonts are chosen and prepared by; nothing is read from the system's own configuration.
enum FontRules {
    /// Family that stands for the font file of a style.
    static let fileFamily = "workprint file"
    /// Starts the private name that each bundled family has besides its own.
    static let bundledPrefix = "workprint bundled "

    /// The configuration as XML.
    static func xml(usesSystemFonts: Bool, emojiFamilies: [String]) -> String {
        let emoji = emojiFamilies.map { "<string>\($0)</string>" }.joined()
        return """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
            <fontconfig>
            \(usesSystemFonts ? folders : "")
            <selectfont><rejectfont><pattern>
              <patelt name="scalable"><bool>false</bool></patelt>
            </pattern></rejectfont></selectfont>
            <match target="pattern">
              <test name="family"><string>emoji</string></test>
              <edit name="family" mode="prepend" binding="strong">\(emoji)</edit>
            </match>
            \(bitmapScaling)
            \(synthesis)
            </fontconfig>
            """
    }

    private static let folders = """
        <dir>/usr/share/fonts</dir>
        <dir>/usr/local/share/fonts</dir>
        <dir prefix="xdg">fonts</dir>
        <dir>~/.fonts</dir>
        <cachedir>/var/cache/fontconfig</cachedir>
        <cachedir prefix="xdg">fontconfig</cachedir>
        """

    /// Color bitmaps come in one size; without this every emoji is as large as its bitmap.
    private static let bitmapScaling = """
        <match target="font">
          <test name="outline" compare="eq"><bool>false</bool></test>
          <edit name="pixelsizefixupfactor" mode="assign">
            <divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide>
          </edit>
        </match>
        <match target="font">
          <test name="outline" compare="eq"><bool>false</bool></test>
          <test name="pixelsizefixupfactor" compare="not_eq"><double>1.0</double></test>
          <edit name="matrix" mode="assign"><times><name>matrix</name><matrix>
            <name>pixelsizefixupfactor</name> <double>0</double>
            <double>0</double> <name>pixelsizefixupfactor</name>
          </matrix></times></edit>
          <edit name="size" mode="assign"><divide><name>size</name><name>pixelsizefixupfactor</name></divide></edit>
        </match>
        """

    /// Slant and weight for families that lack them. A font file is one chosen face and never made bolder.
    private static let synthesis = """
        <match target="font">
          <test name="outline"><bool>true</bool></test>
          <test name="slant"><const>roman</const></test>
          <test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
          <edit name="matrix" mode="assign"><times><name>matrix</name><matrix>
            <double>1</double><double>0.2</double><double>0</double><double>1</double>
          </matrix></times></edit>
          <edit name="slant" mode="assign"><const>oblique</const></edit>
        </match>
        <match target="font">
          <test name="outline"><bool>true</bool></test>
          <test name="family" qual="all" compare="not_eq"><string>\(fileFamily)</string></test>
          <test name="weight" compare="less_eq"><const>medium</const></test>
          <test target="pattern" name="weight" compare="more_eq"><const>bold</const></test>
          <edit name="embolden" mode="assign"><bool>true</bool></edit>
          <edit name="weight" mode="assign"><const>bold</const></edit>
        </match>
        """
}
