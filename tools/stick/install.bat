@echo off
rem Install the course from this folder, without a network:  install.bat [FOLDER]
where py >nul 2>nul && (py -3 "%~dp0support\install.py" %* & goto end)
where python >nul 2>nul && (python "%~dp0support\install.py" %* & goto end)
echo Python 3 was not found: install Python 3.11 to 3.13, then run this again.
:end
if "%~1"=="" pause
