/// How long the words of a plan may be, in scalars: forms, imports and the database's CHECKs agree.
package enum PlanLimits {
    package static let sectionWords = 0...20_000
}
