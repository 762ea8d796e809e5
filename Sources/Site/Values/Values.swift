// Days and their like are words of the language here: every file may use them.
@_exported import Values
