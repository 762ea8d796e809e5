import Foundation

exit(Calling.run(Array(CommandLine.arguments.dropFirst())))
