import Fixtures
import Foundation
import Testing

@testable import Formats
@testable import PlanReader

/// Papers as Word and Excel keep them are read as what a browser leaves of them.
@Suite struct OfficePlanTests {
    private func archive(_ parts: [(String, String)]) -> [UInt8] {
        var archive = ZipArchive()
        for (name, text) in parts { archive.add(name, Array(text.utf8)) }
        return archive.data
    }

    private func line(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    private func row(_ cells: [String]) -> String {
        "<w:tr>" + cells.map { $0.hasPrefix("<w:tc>") ? $0 : "<w:tc>\(line($0))</w:tc>" }.joined() + "</w:tr>"
    }

    @Test func mergedCellsNotesAndListsOfAWordTableAreUnderstood() throws {
        let numbered =
            "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p></w:tc>"
        let goesOn = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        let first =
            "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>Sing in every school</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r></w:p></w:tc>"
        let body =
            line("Choir review") + "<w:tbl>"
            + row(["No", "Recommendation", "Action", "Lead", "Timescale", "Status"])
            + row([numbered, first, "Hum first", "Choir Team", "June 2027", "Met"])
            + row([goesOn, goesOn, "Then dance", "Dance Team", "July 2027", "Part met"])
            + row([numbered, "Count the singers", "Ask", "Youth Service", "March 2028", "Not met"]) + "</w:tbl>"
        let plan = try PlanReader.read(
            archive([
                ("word/document.xml", "<w:document><w:body>\(body)</w:body></w:document>"),
                (
                    "word/footnotes.xml",
                    "<w:footnotes><w:footnote w:id=\"7\">\(line("Academies too."))</w:footnote></w:footnotes>"
                ),
                (
                    "word/numbering.xml",
                    "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
                ),
            ]))
        #expect(plan.title == "Choir review" && plan.notUnderstood.isEmpty)
        #expect(plan.recommendations.map(\.number) == ["1", "2"])
        #expect(plan.recommendations.map { $0.actions.count } == [2, 1])
        #expect(plan.recommendations[0].actions[1].leads.map(\.name) == ["Dance Team"])
        #expect(plan.footnotes.map(\.text) == ["Academies too."] && plan.recommendations[0].footnotes == [1])
    }

    /// It is of the pages, and of no recommendation.
    @Test func whatStandsOnEveryPageIsNoPartOfThePlan() throws {
        let header = "<w:hdr>\(line("Ashdown Borough Council"))</w:hdr>"
        let table = "<w:tbl>" + row(["No", "Recommendation", "Action"]) + row(["1", "Sing", "Hum"]) + "</w:tbl>"
        func read(_ body: String) throws -> PlanDraft {
            try PlanReader.read(
                archive([
                    ("word/document.xml", "<w:document><w:body>\(body)</w:body></w:document>"),
                    ("word/header1.xml", header),
                    (
                        "word/_rels/document.xml.rels",
                        "<Relationships><Relationship Id=\"a\" Type=\"x/header\" Target=\"header1.xml\"/></Relationships>"
                    ),
                ]))
        }
        let plan = try read(line("Choir review") + table)
        #expect(plan.title == "Choir review" && plan.notUnderstood.isEmpty && plan.sections.isEmpty)
        #expect(try read(table).title == "Ashdown Borough Council", "where nothing else heads it")
    }

    /// What stands on another sheet is not read under the headings of the first.
    @Test func theHeadingsOfASheetEndWithIt() throws {
        func sheet(_ rows: [[String]]) -> String {
            let cells = rows.map { $0.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() }
            return "<worksheet><sheetData>" + cells.map { "<row>\($0)</row>" }.joined() + "</sheetData></worksheet>"
        }
        let plan = try PlanReader.read(
            archive([
                (
                    "xl/workbook.xml",
                    "<workbook><sheets><sheet name=\"Plan\" r:id=\"a\"/><sheet name=\"Lookup\" r:id=\"b\"/></sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"a.xml\"/><Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"b.xml\"/>"
                ),
                (
                    "xl/a.xml",
                    sheet([["No", "Recommendation", "Action", "Lead"], ["1", "Sing", "Hum", "Choir Team"]])
                ),
                ("xl/b.xml", sheet([["7", "Dropdown", "Green", "Amber"], ["8", "More of it", "Red", "Blue"]])),
            ]))
        #expect(plan.recommendations.map(\.number) == ["1"] && plan.recommendations[0].actions.count == 1)
    }

    @Test(arguments: [
        "sep=;\r\nNo;Recommendation;Action\r\n1;\"Sing; loudly\";Hum\r\n",
        "No\tRecommendation\tAction\n1\tSing; loudly\tHum\n",
    ])
    func everyKindOfCSVIsOne(_ text: String) throws {
        let wide: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), wide] {
            let plan = try PlanReader.read(bytes)
            #expect(plan.recommendations.map { $0.paragraphs } == [["Sing; loudly"]])
        }
    }

    /// Of headings that nobody knows the rows are rows all the same.
    @Test func aCSVWithoutKnownHeadingsIsATable() throws {
        let text =
            "Ref,What we said,What we do,Who\n1,\"Sing, loudly\",Hum,Choir Team\n2,Dance,Learn the steps,Dance Team\n"
        let blocks = TableReader.blocks(try SourceText(Array(text.utf8)))
        #expect(blocks.map(\.cellCount) == [4, 4, 4])
    }

    @Test(.enabled(if: Cases.isHere, Comment(rawValue: Cases.absence)))
    func theWordFileAmongTheCasesComesIn() throws {
        let plan = try PlanReader.read(try Cases.bytes("word-file.docx"))
        #expect(plan.title == "Review of winter gritting" && plan.recommendations.map(\.number) == ["1", "2"])
        #expect(plan.recommendations[1].actions[0].leads.map(\.name) == ["Highways Team", "Education Service"])
        let motions = TableReader.blocks(try SourceText(try Cases.bytes("motions-with-merged-cells.html")))
        #expect(motions.map(\.cellCount) == [5, 5, 5, 5], "cells that reach over others leave them empty")
    }
}
