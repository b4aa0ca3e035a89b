package import MediaBuffers
package import TimelineModel

/// Somebody who has the source pictures that frame plans name. Each worker has its own.
package protocol PictureSupplying: AnyObject {
    /// A still, upright, at the detail asked for; throws where the file turns out to be damaged.
    ///
    /// `isKept` says whether the next frames will ask for it again; otherwise it need not stay in memory.
    func still(_ asset: AssetID, detail: Detail, isKept: Bool) throws -> SourcePicture
    /// Frame `index` of a video or an animation, upright; throws where the file turns out to be damaged.
    func frame(_ asset: AssetID, index: Int) throws -> SourcePicture
}
