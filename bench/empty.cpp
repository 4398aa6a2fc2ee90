// A C++ program that does nothing: what starting one costs on this machine, whatever it does.
int main() {}
