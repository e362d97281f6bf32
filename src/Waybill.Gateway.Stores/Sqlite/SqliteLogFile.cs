using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace Waybill.Gateway.Stores;

/// <summary>Writes the write-ahead log of one connection in large pieces, and syncs it by fdatasync.</summary>
/// <remarks>
/// <para>SQLite writes every page of a transaction by two calls to the system. The build that comes with its driver knows only fsync, which commits the time of the last change
/// through the journal of the file system as well. Together they are most of what a commit costs.</para>
/// <para>What is held here goes to the file before anything else is asked of it: a sync, a read, its length. At synchronous=FULL nobody learns of a transaction before its sync, so nobody
/// looks for what is still held. A write that fails then fails the sync, and with it the commit.</para>
/// </remarks>
/// <threadsafety>That of its connection.</threadsafety>
internal sealed unsafe partial class SqliteLogFile
{
    // SQLite writes less than 128 KiB at a time, and takes the rest for a full disk.
    private const int HeldBytes = 120 * 1024;
    private const int JournalPointer = 28;

    private readonly byte[] _held = GC.AllocateUninitializedArray<byte>(HeldBytes);
    private readonly nint _stream;
    private readonly Methods* _original;
    private readonly SafeFileHandle _file;
    private long _at;
    private int _count;
    private bool _isSynced;

    private SqliteLogFile(nint stream, SafeFileHandle file)
    {
        (_stream, _file) = (stream, file);
        _original = *(Methods**)stream;
    }

    /// <summary>Takes over the log of a connection in WAL mode; SQLite closes it. Elsewhere than on Linux SQLite keeps it.</summary>
    /// <exception cref="IOException">The log cannot be opened.</exception>
    internal static void Take(sqlite3 database, string path)
    {
        nint stream = 0;
        if (!OperatingSystem.IsLinux() || Control(database.DangerousGetHandle(), "main", JournalPointer, &stream) is not raw.SQLITE_OK || stream is 0 || *(nint*)stream is 0)
        {
            return;
        }

        // A handle of ours to the same file: the number of SQLite's is its own matter.
        var log = new SqliteLogFile(stream, File.OpenHandle(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var own = (Methods*)NativeMemory.Alloc((nuint)sizeof(Methods));
        *own = *log._original;
        own->Owner = GCHandle.ToIntPtr(GCHandle.Alloc(log));
        own->Close = &Close;
        own->Read = &Read;
        own->Write = &Write;
        own->Truncate = &Truncate;
        own->Sync = &Sync;
        own->FileSize = &FileSize;
        *(Methods**)stream = own;
    }

    private int Hold(byte* bytes, int count, long at)
    {
        if ((_count > 0 && at != _at + _count) || count > HeldBytes - _count)
        {
            var code = Flush();
            if (code is not raw.SQLITE_OK)
            {
                return code;
            }
        }

        if (count > HeldBytes)
        {
            return _original->Write(_stream, bytes, count, at);
        }

        _at = _count is 0 ? at : _at;
        new ReadOnlySpan<byte>(bytes, count).CopyTo(_held.AsSpan(_count));
        _count += count;
        return raw.SQLITE_OK;
    }

    /// <summary>Gives what is held to the file. What could not be written is forgotten: the transaction is not committed, and the next one writes over it.</summary>
    private int Flush()
    {
        var count = _count;
        _count = 0;
        fixed (byte* bytes = _held)
        {
            return count is 0 ? raw.SQLITE_OK : _original->Write(_stream, bytes, count, _at);
        }
    }

    private int SyncAll(int flags)
    {
        var code = Flush();
        if (code is not raw.SQLITE_OK || _isSynced)
        {
            return code is not raw.SQLITE_OK ? code : SyncData(_file) is 0 ? raw.SQLITE_OK : raw.SQLITE_IOERR_FSYNC;
        }

        // The first time the name goes to the disk too, if the file is new.
        code = _original->Sync(_stream, flags);
        _isSynced = code is raw.SQLITE_OK;
        return code;
    }

    private static SqliteLogFile Of(nint stream) => (SqliteLogFile)GCHandle.FromIntPtr((*(Methods**)stream)->Owner).Target!;

    [UnmanagedCallersOnly]
    private static int Close(nint stream)
    {
        var log = Of(stream);
        var own = *(Methods**)stream;
        var written = log.Flush();
        *(Methods**)stream = log._original;
        GCHandle.FromIntPtr(own->Owner).Free();
        NativeMemory.Free(own);
        log._file.Dispose();
        var closed = log._original->Close(stream);
        return written is raw.SQLITE_OK ? closed : written;
    }

    [UnmanagedCallersOnly]
    private static int Read(nint stream, void* bytes, int count, long at)
    {
        var log = Of(stream);
        var code = log.Flush();
        return code is raw.SQLITE_OK ? log._original->Read(stream, bytes, count, at) : code;
    }

    [UnmanagedCallersOnly]
    private static int Write(nint stream, void* bytes, int count, long at) => Of(stream).Hold((byte*)bytes, count, at);

    [UnmanagedCallersOnly]
    private static int Truncate(nint stream, long length)
    {
        var log = Of(stream);
        var code = log.Flush();
        return code is raw.SQLITE_OK ? log._original->Truncate(stream, length) : code;
    }

    [UnmanagedCallersOnly]
    private static int Sync(nint stream, int flags) => Of(stream).SyncAll(flags);

    [UnmanagedCallersOnly]
    private static int FileSize(nint stream, long* length)
    {
        var log = Of(stream);
        var code = log.Flush();
        return code is raw.SQLITE_OK ? log._original->FileSize(stream, length) : code;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int Control(nint database, string name, int what, void* argument);

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncData(SafeFileHandle file);

    /// <summary>sqlite3_io_methods (version 3), and behind it whose they are.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Methods
    {
        internal int Version;
        internal delegate* unmanaged<nint, int> Close;
        internal delegate* unmanaged<nint, void*, int, long, int> Read;
        internal delegate* unmanaged<nint, void*, int, long, int> Write;
        internal delegate* unmanaged<nint, long, int> Truncate;
        internal delegate* unmanaged<nint, int, int> Sync;
        internal delegate* unmanaged<nint, long*, int> FileSize;
        internal OtherMethods Others;
        internal nint Owner;
    }

    /// <summary>Locks, control, shared memory and mapping: twelve that stay as they are.</summary>
    [InlineArray(12)]
    private struct OtherMethods
    {
        private nint _first;
    }
}
