"""A command in a real terminal of 80 columns, whose Ctrl-C is pressed: `press_ctrl_c.py PATTERN PRESSES|hang CWD COMMAND …`; prints what it printed and how it ended."""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

pattern, presses, cwd, *argv = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.environ["TERM"] = "xterm"
    os.chdir(cwd)
    os.execvp(argv[0], argv)
printed, sent, sent_at, closed, end = b"", 0, 0.0, False, time.time() + 100
while time.time() < end:
    ready, _, _ = select.select([terminal], [], [], 0.05)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        printed += data
    if presses == "hang":
        if re.search(pattern.encode(), printed):
            os.close(terminal)
            closed = True
            break
    elif sent < int(presses) and re.search(pattern.encode() if sent == 0 else b"Stopping", printed) and time.time() - sent_at > 0.6:
        os.write(terminal, b"\x03")
        sent, sent_at = sent + 1, time.time()
_, status = os.waitpid(pid, 0)
print(json.dumps({"status": os.waitstatus_to_exitcode(status), "printed": printed.decode(errors="replace"), "closed": closed}))
