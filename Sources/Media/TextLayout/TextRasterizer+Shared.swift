extension TextRasterizer {
    private static let ofProcess = Result { () throws(TextError) in try TextRasterizer() }

    /// The rasterizer of the process, made when it is first asked for. Throws where the bundled fonts are missing.
    package static func shared() throws(TextError) -> TextRasterizer { try ofProcess.get() }
}
