@echo off
rem Runs the command line of Camel CSTA; builds it on first use and when sources changed.
setlocal EnableExtensions
set "here=%~dp0"
set "jar=%here%quarkus-app\target\quarkus-app\quarkus-run.jar"
set "state=%here%.csta"
set "lock=%state%\build.lock"
set "log=%state%\build.log"

call :is_stale && call :build
if not exist "%jar%" exit /b 1

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
set "CSTA_TERMINAL=0"
"%java%" -XX:+UseSerialGC %CSTA_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

rem Errorlevel 0 if there is no build, or a source is newer than it.
:is_stale
if not exist "%jar%" exit /b 0
powershell -NoProfile -Command ^
  "$built = (Get-Item -LiteralPath $env:jar).LastWriteTime;" ^
  "$sources = 'pom.xml','camel-csta-component\pom.xml','camel-csta-component\src\main','quarkus-app\pom.xml','quarkus-app\src\main';" ^
  "$newer = $sources | ForEach-Object { Get-ChildItem -LiteralPath (Join-Path $env:here $_) -Recurse -File } | Where-Object { $_.LastWriteTime -gt $built };" ^
  "if ($newer) { exit 0 } else { exit 1 }"
exit /b %ERRORLEVEL%

rem A folder is the lock, because making one either works or does not.
:build
if not exist "%state%" mkdir "%state%"
:wait
mkdir "%lock%" 2>nul || (ping -n 2 127.0.0.1 >nul & goto :wait)
call :is_stale || (rmdir "%lock%" & exit /b 0)
where mvn >nul 2>nul || (echo csta: Maven is not on the PATH; install Maven 3.8.6 or newer>&2 & rmdir "%lock%" & exit /b 1)
echo csta: building; this takes a few minutes the first time (details in %log%)>&2
pushd "%here%"
call mvn -B -ntp -pl camel-csta-component,quarkus-app -Dmaven.test.skip -Dspotless.check.skip package >"%log%" 2>&1
set "built=%ERRORLEVEL%"
popd
rmdir "%lock%"
if not "%built%"=="0" (
  if exist "%jar%" del "%jar%"
  echo csta: the build failed; the details are in %log%>&2
  exit /b 1
)
copy /b "%jar%"+,, "%jar%" >nul
exit /b 0
