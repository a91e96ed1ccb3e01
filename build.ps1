#!/usr/bin/env pwsh
#Requires -Version 7.3
# Brings the build host up to date, then runs it. The same as build.sh, for PowerShell.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false # exit codes are looked at here

$sources = 'build', 'src', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'global.json'
$hosts = Join-Path 'artifacts' 'host' # <hash of the sources>/ for each build

# The hash of the names and the content of all sources, as build.sh has it: two branches with the same sources have the same host.
function Get-ContentHash {
    $root = (Get-Location).ProviderPath
    $files = foreach ($source in $sources) {
        if (Test-Path -LiteralPath $source -PathType Leaf) { $source }
        else { Get-ChildItem -LiteralPath $source -Recurse -Force -File | ForEach-Object { $_.FullName.Substring($root.Length + 1).Replace('\', '/') } }
    }
    [string[]] $files = $files
    [Array]::Sort($files, [StringComparer]::Ordinal)
    $sha = [Security.Cryptography.SHA256]::Create()
    $lines = foreach ($file in $files) {
        $hash = [BitConverter]::ToString($sha.ComputeHash([IO.File]::ReadAllBytes((Join-Path $root $file)))).Replace('-', '').ToLowerInvariant()
        "$hash  $file`n"
    }
    $all = [Text.Encoding]::UTF8.GetBytes(-join $lines)
    return [BitConverter]::ToString($sha.ComputeHash($all)).Replace('-', '').ToLowerInvariant().Substring(0, 16)
}

function Get-CompiledHost {
    $dll = Join-Path (Join-Path $hosts (Get-ContentHash)) 'Build.dll'
    if (Test-Path -LiteralPath $dll) { return $dll }
    return $null
}

function Assert-Sdk {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        [Console]::Error.WriteLine('build.ps1: dotnet is not on PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0')
        exit 1
    }
    & dotnet --version *> $null
    if ($LASTEXITCODE -ne 0) {
        [Console]::Error.WriteLine('build.ps1: no .NET 10 SDK found. Install it: https://dotnet.microsoft.com/download/dotnet/10.0 Installed:')
        & dotnet --list-sdks | ForEach-Object { [Console]::Error.WriteLine($_) }
        exit 1
    }
}

# Two at once in one clone wait for each other: an open file that is shared with nobody is the lock, of build.sh too.
function Lock-Build {
    New-Item -ItemType Directory -Force -Path $hosts | Out-Null
    $file = Join-Path (Join-Path $PSScriptRoot $hosts) 'lock'
    while ($true) {
        try { return [IO.File]::Open($file, 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] {
            # Windows: ERROR_SHARING_VIOLATION; elsewhere flock(2) says EWOULDBLOCK. Anything else is no other build.
            $code = $_.Exception.HResult
            if ($_.Exception.InnerException) { $code = $_.Exception.InnerException.HResult }
            if ($code -notin -2147024864, 11, 35) { throw }
            Start-Sleep -Milliseconds 200
        }
    }
}

# Each build has a folder of its own: a deploy that is running keeps the files that it runs from.
function Build-Host {
    $name = Get-ContentHash
    $unfinished = Join-Path $hosts "$name.$PID"
    [Console]::Error.WriteLine('build.ps1: compiling the build host (its sources have changed, or this is the first run) ...')
    # The compiler is asked by time stamps, and a source may be older than what it replaces.
    Remove-Item -Path (Join-Path 'artifacts' 'obj/*/release/*.dll') -ErrorAction SilentlyContinue
    $log = Join-Path $hosts 'build.log'
    & dotnet publish build/Build.csproj -c Release -o $unfinished -v quiet -nodeReuse:false -p:UseSharedCompilation=false *> $log
    if ($LASTEXITCODE -ne 0) {
        Get-Content -LiteralPath $log | ForEach-Object { [Console]::Error.WriteLine($_) }
        Remove-Item -Recurse -Force -LiteralPath $unfinished -ErrorAction SilentlyContinue
        [Console]::Error.WriteLine('build.ps1: the build host does not compile; see above.')
        exit 1
    }
    Select-String -LiteralPath $log -Pattern 'warning HOST[0-9]*: (.*) \[' | ForEach-Object { $_.Matches[0].Groups[1].Value } | Sort-Object -Unique |
        ForEach-Object { [Console]::Error.WriteLine("build.ps1: $_") }
    # What was changed while it was compiled is run, and found by nobody.
    if ((Get-ContentHash) -ne $name) { $name = "$name-changed-$PID" }
    $folder = Join-Path $hosts $name
    Remove-Item -Recurse -Force -LiteralPath $folder -ErrorAction SilentlyContinue
    Move-Item -LiteralPath $unfinished -Destination $folder
    Set-Content -LiteralPath (Join-Path $hosts 'current') -Value $name
    Get-ChildItem -LiteralPath $hosts -Directory | Where-Object { $_.Name -ne $name -and $_.LastWriteTime -lt (Get-Date).AddDays(-7) } |
        Remove-Item -Recurse -Force
    return Join-Path $folder 'Build.dll'
}

# A Ctrl-C ends a script of PowerShell with 0, whatever it ran; where this script is all that PowerShell runs, it ends with the host's code.
function Test-OnlyScript {
    foreach ($word in [Environment]::GetCommandLineArgs()) {
        if ($word -and (Test-Path -LiteralPath $word -PathType Leaf) -and (Convert-Path -LiteralPath $word) -eq $PSCommandPath) { return $true }
    }
    return $false
}

$isOnlyScript = Test-OnlyScript
$hasEnded = $false
# How its caller can name this script: messages tell commands to paste.
$env:BUILD_ENTRY = if ($PWD.ProviderPath -eq $PSScriptRoot) { './build.ps1' } else { $PSCommandPath }
Push-Location -LiteralPath $PSScriptRoot
try {
    $dll = Get-CompiledHost
    if (-not $dll) {
        Assert-Sdk
        $lock = Lock-Build
        try {
            $dll = Get-CompiledHost
            if (-not $dll) { $dll = Build-Host }
        }
        finally { $lock.Dispose() }
    }

    & dotnet $dll @args
    $hasEnded = $true
}
finally {
    Pop-Location
    $env:BUILD_ENTRY = $null
    if (-not $hasEnded -and $isOnlyScript -and $LASTEXITCODE) { $Host.SetShouldExit($LASTEXITCODE) }
}

exit $LASTEXITCODE
