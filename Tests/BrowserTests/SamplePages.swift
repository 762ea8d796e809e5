/// Pages for the tests of the client and of `PageCheck`.
enum SamplePages {
    static let good = """
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta charset="utf-8"><title>Pledges – Waymark</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
          :root { color-scheme: light dark } a, button, input, summary { min-height: 44px }
          :focus-visible { outline: 3px solid #17222b; outline-offset: 2px }
          @media (prefers-color-scheme: dark) { :focus-visible { outline-color: #ffc845 } }
        </style></head><body>
        <a href="#main">Skip to the content</a>
        <nav><a href="about:blank">Plans</a></nav>
        <main id="main" tabindex="-1"><h1>Pledges</h1><p>Words.</p><h2>Add one</h2>
        <form><label for="title">Title</label><input id="title" name="title">
        <fieldset><legend>Grade</legend>
        <label><input type="radio" name="grade" value="met"> Met</label>
        <label><input type="radio" name="grade" value="not"> Not met</label></fieldset>
        <button>Save</button></form>
        <table><caption>Two</caption><tr><th scope="col">Name</th></tr><tr><td>One</td></tr></table>
        <details><summary>Data</summary><a href="about:blank">Folded away</a></details>
        <p id="secret" hidden>Hidden</p></main></body></html>
        """

    static let form = """
        <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Form</title></head><body>
        <form id="form"><label for="title">Title<br><small>A hint</small></label>
        <input id="title" name="title" aria-label="Title">
        <label>Grade <select name="grade" aria-label="Grade"><option value="">–</option><option value="met">Met</option>
        </select></label>
        <label><input type="checkbox" name="publish" value="yes"> Publish it</label><button> Save </button></form>
        <output></output>
        <script>
          form.onsubmit = (event) => {
            event.preventDefault();
            const sent = new FormData(form);
            document.querySelector('output').textContent =
              [sent.get('title'), sent.get('grade'), sent.get('publish') || 'no'].join(', ');
          };
        </script></body></html>
        """

    static let scripted = """
        <!DOCTYPE html><html lang="en-GB"><head><title>Scripts</title></head><body><h1>Without scripts</h1>
        <button>Save</button>
        <script>document.querySelector('h1').textContent = 'With scripts'; throw new Error('a broken script');</script>
        </body></html>
        """

    /// What is put in the place of the good page's words, and what is then said.
    static let faults = [
        ("<input id='a' name='colour'>", "<input#a> (colour) has no label"),
        ("<label for='b'></label><select id='b'><option>One</option></select>", "<select#b> “One” has no label"),
        ("<label>Town <input placeholder='London'></label>", "has placeholder text"),
        ("<label><input type='radio'> Alone</label>", "is in no fieldset"),
        ("<fieldset><p>Words</p></fieldset>", "has no legend"),
        ("<img src='map.png'>", "has no alt: map.png"),
        ("<svg viewBox='0 0 1 1'></svg>", "is neither a named image nor hidden"),
        ("<h1>Another</h1>", "There are 2 h1 elements"),
        ("<h4>Deep</h4>", "follows a heading of level 1"),
        ("<p id='title'>Twice</p>", "The id title is used more than once"),
        ("<p aria-describedby='nowhere'>Words</p>", "aria-describedby for an id that is not on the page"),
        ("<a href='#nowhere'>Nowhere</a>", "leads to an id that is not on the page"),
        ("<a href='about:blank'></a>", "has no words"),
        ("<table><tr><td>One</td></tr></table>", "has no caption"),
        ("<table><caption>One</caption><tr><th>Name</th></tr></table>", "<th> “Name” has no scope"),
        ("<p tabindex='3'>First</p>", "jumps the Tab order"),
        ("<p aria-hidden='true'><a href='about:blank'>Silent</a></p>", "can have the focus"),
        ("<p onclick='alert()'>Words</p>", "has onclick"),
        ("<script>1</script>", "There are scripts in the page"),
        ("<p style='font-size: 9px'>Small</p>", "is smaller than 12 px"),
        ("<button style='all: unset; font-size: 12px'>A</button>", "is under 24 px"),
        ("<p style='color: #999; background: #fff'>Pale</p>", "<p> “Pale” has a contrast of 2.84"),
        ("<p style='color: #777; background: #fff8'>Dim</p>", "In the dark: <p> “Dim” has a contrast"),
        ("<p style='width: 400px'>Wide</p>", "At 320 px: the page is"),
        ("<a href='about:blank' style='outline: 0'>Plain</a>", "does not show that it has the focus"),
        (
            "<a href='about:blank' style='position: fixed; left: -900px'>Away</a>",
            "has the focus but cannot be seen"
        ),
        (
            "<a href='about:blank'>Below</a><div style='position: fixed; inset: 0; background: #fff'></div>",
            "has the focus but is covered"
        ),
        (
            "<button onfocus='this.blur()'>Slips</button>", "is not reached with the Tab key"
        ),
    ]
}
