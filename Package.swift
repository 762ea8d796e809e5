// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
/// App is large: file by file two cores share what one would do alone, and its pages are as quick.
let fileByFile = SwiftSetting.unsafeFlags(["-no-whole-module-optimization"], .when(configuration: .release))

let package = Package(
    name: "waymark",
    products: [
        .executable(name: "waymark", targets: ["waymark"])
    ],
    targets: [
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev", "libcrypt-dev", "libzxcvbn-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "HTTP", dependencies: ["CLinux"], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),
        .target(name: "Mustache", swiftSettings: strict),
        .target(name: "Values", swiftSettings: strict),
        .target(name: "Formats", dependencies: ["CLinux", "CZlib", "Values"], swiftSettings: strict),
        .target(name: "PlanReader", dependencies: ["CLinux", "Values", "Formats"], swiftSettings: strict),
        // Two floors of one module: Site knows no feature, App is the features; a convention test holds the arrows.
        .target(
            name: "App",
            dependencies: ["HTTP", "Postgres", "Mustache", "CCrypto", "Values", "Formats", "PlanReader"],
            path: "Sources",
            exclude: [
                "CLinux", "CPostgres", "CCrypto", "CZlib", "HTTP", "Postgres", "Mustache", "Values", "Formats",
                "PlanReader",
                "waymark", "waymark-bench",
            ],
            sources: ["Site", "App"],
            swiftSettings: strict + [fileByFile]),
        .executableTarget(name: "waymark", dependencies: ["App", "CLinux"], swiftSettings: strict),
        .executableTarget(
            name: "waymark-bench", dependencies: ["App", "Formats", "PlanReader", "Values", "Fixtures", "CLinux"],
            swiftSettings: strict),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "Fixtures"], swiftSettings: strict),
        .testTarget(name: "MustacheTests", dependencies: ["Mustache"], swiftSettings: strict),
        .testTarget(name: "ValuesTests", dependencies: ["Values", "Fixtures"], swiftSettings: strict),
        .testTarget(name: "FormatsTests", dependencies: ["Formats", "Fixtures"], swiftSettings: strict),
        .target(name: "Fixtures", path: "Tests/Fixtures", swiftSettings: strict),
        .testTarget(name: "PlanReaderTests", dependencies: ["PlanReader", "Fixtures"], swiftSettings: strict),
        .testTarget(name: "AppTests", dependencies: ["App", "Fixtures"], swiftSettings: strict),
        .testTarget(name: "CommandTests", dependencies: ["waymark", "Postgres"], swiftSettings: strict),
        .testTarget(name: "BrowserTests", dependencies: ["App", "Formats"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
