"""Files on the presenter's side, as a shell sees them and as they were used before; files to load and to export."""

import values
from nanome.api import structure
from nanome._internal.enums import Commands, Messages
from nanome.api.files.messages import FileMeta
from nanome.util import (
    DirectoryEntry, DirectoryErrorCode, DirectoryRequestOptions, DirectoryRequestResult, FileData, FileErrorCode, FileSaveData,
)
from nanome.util.file import LoadInfoDone
from oracle import command, message
from payloads import text

# 0.42.1 looks for the class where it no longer is, and so raises on any entity to export. 0.38 writes them like this.
structure.models._Complex = values._Complex

DATA = b"not \xff a text"


def messages():
    message("print_working_directory", Messages.print_working_directory, lambda n: None)
    for case in ["cd", "ls", "get", "rm", "rmdir", "mkdir"]:
        message(case, Messages[case], lambda n: n.t())
    for case in ["mv", "cp"]:
        message(case, Messages[case], lambda n: (n.t(), n.t()))
    message("put", Messages.put, lambda n: (n.t(), DATA))

    message("directory_request", Messages.directory_request, directory_request)
    message("file_request", Messages.file_request, lambda n: [n.t(), n.t()])
    message("file_save", Messages.file_save, lambda n: [to_save(n), to_save(n)])

    message("load_file", Messages.load_file, lambda n: ([(n.t(), DATA), (n.t(), b"")], True, True))
    message("export_files", Messages.export_files, lambda n: (n.e(5), None))
    message("export_files.indices", Messages.export_files, lambda n: (n.e(5), [n.i(), n.i()]))
    message("export_files.complexes", Messages.export_files, lambda n: (n.e(5), [values.complex(n), values.complex(n, 2)]))


def directory_request(n):
    options = DirectoryRequestOptions()
    options._directory_name = n.t()
    options._pattern = n.t()
    return options


def to_save(n):
    file = FileSaveData()
    file.path = n.t()
    file.data = bytearray(DATA)
    return file


def commands():
    for case in ["cd", "mv", "cp", "put", "rm", "rmdir", "mkdir"]:
        command(case + "_response", Commands[case + "_response"], lambda c, n: c.write_int(n.e(5)), lambda n: n.e(5))
    command("print_working_directory_response", Commands.print_working_directory_response, working_directory,
            lambda n: (n.e(5), n.t()))
    command("ls_response", Commands.ls_response, listing, lambda n: (n.e(5), [file_meta(n), file_meta(n)]), rounds=2)
    command("get_response", Commands.get_response, got, lambda n: (n.e(5), bytearray(DATA)))

    command("directory_response", Commands.directory_response, directory, directory_expected, rounds=2)
    command("file_response", Commands.file_response, file_data, lambda n: [file_data_expected(n), file_data_expected(n)])
    command("file_save_done", Commands.file_save_done, saved, lambda n: [saved_expected(n), saved_expected(n)])

    command("load_file_done", Commands.load_file_done, loaded, lambda n: [loaded_expected(n), loaded_expected(n)])
    command("export_files_result", Commands.export_files_result, exported, lambda n: [n.t(), bytearray(DATA), None])


def working_directory(context, n):
    context.write_int(n.e(5))
    text(context, n.t())


def listing(context, n):
    context.write_int(n.e(5))
    context.write_uint(2)
    for entry in [file_meta(n), file_meta(n)]:
        context.write_using_serializer(FileMeta(), entry)


def file_meta(n):
    meta = FileMeta()
    meta.name = n.t()
    meta.size = n.i()
    meta.date_modified = n.t()
    meta.is_directory = n.b()
    return meta


def data(context):
    context.write_uint(len(DATA))
    context.write_bytes(DATA)


def got(context, n):
    context.write_int(n.e(5))
    data(context)


def directory(context, n):
    context.write_uint(2)
    for _ in range(2):
        text(context, n.t())
        context.write_bool(n.b())
    context.write_int(n.e(2))


def directory_expected(n):
    result = DirectoryRequestResult()
    for _ in range(2):
        entry = DirectoryEntry()
        entry.name = n.t()
        entry.is_directory = n.b()
        result.entry_array.append(entry)
    result.error_code = DirectoryErrorCode(n.e(2))
    return result


def file_data(context, n):
    context.write_uint(2)
    for _ in range(2):
        data(context)
        context.write_int(n.e(4))


def file_data_expected(n):
    result = FileData()
    result.data = bytearray(DATA)
    result.error_code = FileErrorCode(n.e(4))
    return result


def saved(context, n):
    context.write_uint(2)
    for _ in range(2):
        text(context, n.t())
        context.write_int(n.e(4))


def saved_expected(n):
    result = FileSaveData()
    result.path = n.t()
    result.error_code = FileErrorCode(n.e(4))
    return result


def loaded(context, n):
    context.write_uint(2)
    context.write_byte(n.e(2))
    context.write_byte(n.e(2))


def loaded_expected(n):
    result = LoadInfoDone()
    result.success = LoadInfoDone.ErrorCode(n.e(2))
    return result


def exported(context, n):
    context.write_uint(3)
    context.write_byte(0)
    text(context, n.t())
    for content in [DATA, b""]:
        context.write_byte(1)
        context.write_byte_array(content)
