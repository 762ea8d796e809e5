import Testing

@testable import App

@Suite struct UpdateStepsTests {
    @Test func aDraftIsChangedAndSubmitted() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let draft = try olive.post(review.path, review.form(nil, evidence: "", [("draft", "1")]))
        #expect(draft.status == 303)
        let edit = try olive.get(draft.location + "/edit")
        #expect(edit.text.contains("Draft saved at"))
        let refused = try olive.post(draft.location + "/submission", [("version", edit.value(of: "version"))])
        #expect(refused.status == 422 && refused.text.contains("Enter the evidence of progress"))
        let page = try olive.postAndFollow(
            draft.location + "/edit", review.form([("version", edit.value(of: "version"))]))
        #expect(page.text.contains("Submitted") && page.text.contains("Two began"))
        #expect(try olive.get(draft.location + "/edit").status == 409)
        #expect(try olive.post(draft.location + "/submission", [("version", "2")]).status == 409)
    }

    @Test func theLaterOfTwoSavesIsToldAndLosesNothing() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let draft = try olive.post(review.path, review.form([("draft", "1")])).location
        let version = try olive.get(draft + "/edit").value(of: "version")
        func save(_ evidence: String, _ version: String) throws -> Page {
            try olive.post(draft + "/edit", review.form(evidence: evidence, [("draft", "1"), ("version", version)]))
        }
        #expect(try save("Theirs came first.", version).status == 303)
        let late = try save("Mine came later.", version)
        #expect(late.status == 409)
        #expect(late.text.contains("You, in another window, changed this draft while you were typing"))
        #expect(late.text.contains("Theirs came first.") && late.text.contains("Mine came later."))
        #expect(try save("Both.", late.value(of: "version")).status == 303)
        #expect(try review.value("SELECT evidence FROM updates") == "Both.")
    }

    @Test func whatIsTypedIntoADraftSubmittedMeanwhileIsKept() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let draft = try olive.post(review.path, review.form([("draft", "1")])).location
        let version = try olive.get(draft + "/edit").value(of: "version")
        _ = try olive.post(draft + "/submission", [("version", version)])
        let late = try olive.post(draft + "/edit", review.form(evidence: "Mine came later.", [("version", version)]))
        #expect(late.status == 409)
        #expect(
            late.text.contains("submitted this draft while you were typing") && late.text.contains("Mine came later."))
    }

    @Test func aDraftIsRemovedAfterAPageThatNamesIt() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let draft = try olive.post(review.path, review.form([("draft", "1")])).location
        let ask = try olive.get(draft + "/removal")
        #expect(ask.text.contains("Remove the draft update for \(review.today.monthText)?"))
        #expect(try olive.confirm(draft + "/removal").status == 303)
        #expect(try olive.get(draft).status == 404)
        let submitted = try olive.post(review.path, review.form()).location
        #expect(try olive.get(submitted + "/removal").status == 409)
        #expect(try olive.post(submitted + "/removal").status == 409)
    }

    @Test func aCorrectionTakesThePlaceOfWhatItCorrects() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let first = try olive.post(review.path, review.form()).location
        #expect(try olive.post(first + "/correction", [("reason", "")]).status == 422)
        let edit = try olive.post(first + "/correction", [("reason", "Three began, not two.")]).location
        #expect(try olive.post(first + "/correction", [("reason", "Again")]).status == 409)
        let form = try olive.get(edit)
        #expect(form.text.contains("Three began, not two.") && form.text.contains("Two began apprenticeships."))
        #expect(try review.value("SELECT count(*) FROM updates WHERE state = 'submitted'") == Int64(1))
        let page = try olive.postAndFollow(
            edit, review.form(evidence: "Three began.", [("version", form.value(of: "version"))]))
        #expect(
            page.text.contains("Three began.") && page.text.contains("Versions of this update")
                && page.text.contains("Version 1"))
        let old = try review.council.mo.get(first)
        #expect(old.text.contains("Corrected since") && old.text.contains("Reason: Three began, not two."))
        #expect(try review.value("SELECT state FROM updates WHERE edition = 1") == "superseded")
        #expect(try olive.get(first + "/correction").status == 409)
    }

    @Test func membersAgreeAndTheRecommendationLeavesMonitoring() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let update = try olive.post(review.path, review.form(.achieved)).location
        #expect(try olive.get(update + "/agreement").text.contains("Children and Young People Select Committee"))
        let bare = try olive.post(
            update + "/agreement",
            [("meeting", "new"), ("met_body", "Select Committee"), ("outcome", "confirmed")]
                + ReviewOfCareLeavers.date("met_on", review.today.adding(days: 1)))
        #expect(bare.status == 422)
        for words in ["at a past meeting", "number of the minute", "agreed to close the recommendation"] {
            #expect(bare.text.contains(words))
        }
        let agreed =
            [
                ("outcome", "confirmed"), ("meeting", "new"), ("met_body", "Select Committee"), ("minute", "CYP/23"),
                ("leaves", "yes"),
            ]
            + ReviewOfCareLeavers.date("met_on", review.today)
        let page = try olive.postAndFollow(update + "/agreement", agreed)
        #expect(
            page.text.contains("Agreed by members") && page.text.contains("minute CYP/23")
                && page.text.contains("is signed off and closed"))
        #expect(try review.value("SELECT state FROM recommendations") == "signed_off")
        #expect(
            try review.value("SELECT state_words FROM recommendations")
                == "Signed off by members at Select Committee on \(review.today.longText) (minute CYP/23).")
        #expect(try review.value("SELECT next_due_on FROM recommendations") == Optional<Day>.none)
        #expect(try olive.post(update + "/agreement", agreed).status == 409)
    }

    @Test func anAgreedUpdateThatIsNotAchievedComesBack() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let update = try olive.post(review.path, review.form(.onTrack)).location
        #expect(try !olive.get(update + "/agreement").text.contains("did they close"))
        let agreed =
            [("outcome", "confirmed"), ("meeting", "new"), ("met_body", "Select Committee"), ("minute", "23")]
            + ReviewOfCareLeavers.date("met_on", review.today)
        #expect(try olive.post(update + "/agreement", agreed).status == 303)
        #expect(try review.value("SELECT state FROM recommendations") == "open")
        #expect(try review.value("SELECT state FROM updates") == "agreed")
    }
}
