import Foundation

/// The window sizes the pages are made for.
enum Screen: String, CaseIterable {
    case desktop, phone, narrow

    var width: Int {
        switch self {
        case .desktop: 1280
        case .phone: 390
        case .narrow: 320
        }
    }

    var height: Int {
        switch self {
        case .desktop: 900
        case .phone: 844
        case .narrow: 640
        }
    }
}

/// A preference that style sheets can ask about.
enum Preference: Equatable {
    case dark, light, lessMotion, highContrast, print
}

extension Browser {
    /// Sets the page's width exactly; § Set Window Rect cannot go under Chromium's smallest window.
    func resize(to screen: Screen) throws {
        try devtools(
            "Emulation.setDeviceMetricsOverride",
            ["width": .number(screen.width), "height": .number(screen.height), "deviceScaleFactor": 1, "mobile": false])
    }

    /// Shows the page as someone with these preferences sees it; none means as it is by default.
    func prefer(_ preferences: Preference...) throws {
        let features: [JSON] = preferences.compactMap { preference in
            switch preference {
            case .dark: ["name": "prefers-color-scheme", "value": "dark"]
            case .light: ["name": "prefers-color-scheme", "value": "light"]
            case .lessMotion: ["name": "prefers-reduced-motion", "value": "reduce"]
            case .highContrast: ["name": "forced-colors", "value": "active"]
            case .print: nil
            }
        }
        let media: JSON = preferences.contains(.print) ? "print" : ""
        try devtools("Emulation.setEmulatedMedia", ["media": media, "features": .list(features)])
    }

    /// Whether pages loaded from now on may run scripts of their own.
    func scripts(allowed: Bool) throws {
        try devtools("Emulation.setScriptExecutionDisabled", ["value": .bool(!allowed)])
    }

    /// Keeps in this folder what pages give to be kept.
    func download(to folder: URL) throws {
        try devtools("Browser.setDownloadBehavior", ["behavior": "allow", "downloadPath": .text(folder.path)])
    }

    /// What the browser complained about since last asked: script errors, refused styles, missing files.
    func complaints() throws -> [String] {
        struct Line: Decodable { let level, message: String }
        let lines: [Line] = try wire.post(session + "/se/log", ["type": "browser"])
        return lines.filter { $0.level == "SEVERE" || $0.level == "WARNING" }.map(\.message)
    }

    /// ChromeDriver's own endpoint for what WebDriver has no command for.
    private func devtools(_ command: String, _ parameters: JSON) throws {
        let _: Nothing = try wire.post(
            session + "/goog/cdp/execute", ["cmd": .text(command), "params": parameters])
    }
}
