import Testing

@testable import App

@Suite struct MoneyTests {
    private func read(_ typed: String) -> (money: Money?, isRefused: Bool) {
        var fields = Fields()
        fields["amount"] = typed
        var check = Check(fields)
        let money = check.money("amount", or: "Enter an amount")
        return (money, !check.mistakes.isEmpty)
    }

    @Test(arguments: [("£62", 6_200), ("62.00", 6_200), ("1,250.50", 125_050), ("0.07", 7), (" 62.5 ", 6_250)])
    func anAmountIsReadAsItIsTyped(_ typed: String, _ pence: Int) {
        let read = read(typed)
        #expect(read.money == Money(pence: pence) && !read.isRefused)
    }

    @Test(arguments: ["62.005", "62,5", "sixty", "-62", "6.2.0"]) func whatIsNoAmountIsRefused(_ typed: String) {
        #expect(read(typed).isRefused)
    }

    @Test func nothingTypedIsNoAmount() {
        let read = read("")
        #expect(read.money == nil && !read.isRefused)
    }

    @Test func anAmountIsShownInPoundsAndPence() {
        #expect(Money(pence: 125_050).text == "£1,250.50" && Money(pence: 125_050).typed == "1250.50")
        #expect(Money(pence: 7).text == "£0.07" && Money(pence: -1_200).text == "−£12.00")
        #expect([Money(pence: 1), Money(pence: 2)].sum.pence == 3)
    }
}
