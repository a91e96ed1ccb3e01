using System.ComponentModel;
using Cake.Cli;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Tests.CommandLine;

/// <summary>The host's options as Cake.Frosting declares them to Spectre.Console.Cli.</summary>
public sealed class SpectreSettings : CommandSettings
{
    [CommandOption("--target|-t <TARGET>")]
    [DefaultValue("Default")]
    public string[] Targets { get; init; } = [];

    [CommandOption("--working|-w <PATH>")]
    [TypeConverter(typeof(Cake.Cli.DirectoryPathConverter))]
    public DirectoryPath? Working { get; init; }

    [CommandOption("--verbosity|-v <VERBOSITY>")]
    [TypeConverter(typeof(VerbosityConverter))]
    public Verbosity? Verbosity { get; init; }

    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    public bool Description { get; init; }

    [CommandOption("--tree|--showtree")]
    public bool Tree { get; init; }

    [CommandOption("--dryrun|--noop|--whatif")]
    public bool DryRun { get; init; }

    [CommandOption("--exclusive|-e")]
    public bool Exclusive { get; init; }

    [CommandOption("--version|--ver")]
    public bool Version { get; init; }

    [CommandOption("--info")]
    public bool Info { get; init; }

    [CommandOption("--no-report")]
    public bool NoReport { get; init; }
}
