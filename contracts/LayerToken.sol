// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ERC721} from "solady/tokens/ERC721.sol";
import {EIP712} from "solady/utils/EIP712.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {LibString} from "solady/utils/LibString.sol";
import {SSTORE2} from "solady/utils/SSTORE2.sol";
import {DelegateCheckerLib} from "solady/utils/ext/delegatexyz/DelegateCheckerLib.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4907} from "./interfaces/IERC4907.sol";
import {IERC7496} from "./interfaces/IERC7496.sol";
import {IERC7572} from "./interfaces/IERC7572.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {ITokenMetadata} from "./interfaces/ITokenMetadata.sol";
import {LayerTraits} from "./libraries/LayerTraits.sol";
import {OwnerSignature} from "./libraries/OwnerSignature.sol";
import {StyleChanges} from "./libraries/StyleChanges.sol";
import {LEVER_BITS, LEVERS_BITS, MAX_LEVERS, StyleWord} from "./types/StyleWord.sol";

/// @title  LayerToken
/// @notice The tokens of a series of living paintings. Not upgradeable, and nobody but a token's owner decides about its
///         style: no admin, no ERC-721 operator. The artist creates works, up to a cap fixed here, says where metadata
///         comes from until that is frozen, and can give royalties away or lower them.
/// @dev    Above the owner's address, an ownership slot holds 96 bits of Solady's extra data:
///
///         | bits    | field         |                                             |
///         |---------|---------------|---------------------------------------------|
///         | 0…47    | `epoch`       | u48, +1 on every transfer                   |
///         | 48…87   | `revocations` | u40, +1 on every revocation of signatures   |
///         | 88      | `hasUser`     | whether there is a user for a transfer to delete |
///         | 89…95   | zero          |                                             |
contract LayerToken is ERC721, EIP712, ILayerToken {
    using StyleChanges for bytes;
    using StyleChanges for StyleWord;
    using LayerTraits for StyleWord;
    using LibString for uint256;

    /// @dev Three slots a work:
    ///
    ///      | slot | bits    | field             |                                                               |
    ///      |------|---------|-------------------|---------------------------------------------------------------|
    ///      | 0    | 0…159   | `manifest`        | whose code is the manifest (SSTORE2), zero for no such work   |
    ///      | 0    | 160…175 | `layers`          | u16, the master not counted                                   |
    ///      | 0    | 176…191 | `royalty`         | u16, basis points of a sale                                   |
    ///      | 1    | 0…255   | `entropy`         |                                                               |
    ///      | 2    | 0…159   | `royaltyReceiver` | zero for the artist                                           |
    struct Work {
        address manifest;
        uint16 layers;
        uint16 royalty;
        bytes32 entropy;
        address royaltyReceiver;
    }

    /// @dev One slot a token:
    ///
    ///      | bits    | field     |                                       |
    ///      |---------|-----------|---------------------------------------|
    ///      | 0…159   | `account` | zero for nobody                       |
    ///      | 160…223 | `expires` | u64, unix seconds, the last of the loan |
    struct User {
        address account;
        uint64 expires;
    }

    uint256 private constant INDEX_BITS = 16;
    uint256 private constant MAX_LAYERS = type(uint16).max;
    uint256 private constant MAX_WORKS = type(uint32).max;
    /// @dev EIP-170's code size less the STOP that SSTORE2 writes first.
    uint256 private constant MAX_MANIFEST_BYTES = 24_575;
    uint16 private constant FIRST_ROYALTY = 1000;
    uint256 private constant BASIS_POINTS = 10_000;

    uint96 private constant ONE_EPOCH = 1;
    uint96 private constant REVOCATIONS_SHIFT = 48;
    uint96 private constant ONE_REVOCATION = uint96(1) << REVOCATIONS_SHIFT;
    uint96 private constant HAS_USER = 1 << 88;

    /// @dev The right that a delegate of delegate.xyz needs; one with every right has it too.
    bytes32 private constant STYLE_RIGHT = "layerstyle";
    bytes32 private constant STYLE_UPDATE_TYPEHASH = keccak256(
        "StyleUpdate(uint256 tokenId,bytes changes,address owner,uint48 epoch,uint32 revision,uint64 deadline)"
    );

    /// @inheritdoc ILayerToken
    address public immutable artist;
    /// @inheritdoc ILayerToken
    uint256 public immutable cap;
    /// @inheritdoc ILayerToken
    uint256 public immutable deployBlock;

    /// @inheritdoc ILayerToken
    uint256 public works;
    uint256 private _layers;
    string private _baseURI;
    /// @inheritdoc ILayerToken
    address public renderer;
    /// @inheritdoc ILayerToken
    bool public metadataFrozen;
    mapping(uint256 workId => Work) private _works;
    mapping(uint256 tokenId => StyleWord) private _words;
    mapping(uint256 tokenId => uint256) private _bounds;
    mapping(uint256 tokenId => User) private _users;

    modifier onlyArtist() {
        if (msg.sender != artist) revert NotArtist(msg.sender);
        _;
    }

    modifier onlyTokenOwner(uint256 tokenId) {
        if (msg.sender != _requireToken(tokenId)) revert NotTokenOwner(msg.sender, tokenId);
        _;
    }

    modifier whileMetadataMayChange() {
        if (metadataFrozen) revert MetadataIsFrozen();
        _;
    }

    /// @param artist_   who may create works
    /// @param cap_      how many layers the series may ever have
    /// @param baseURI_  what comes before the token id in a token's URI
    constructor(address artist_, uint256 cap_, string memory baseURI_) {
        artist = artist_;
        cap = cap_;
        deployBlock = block.number;
        _baseURI = baseURI_;
    }

    /// @inheritdoc ILayerToken
    function createWork(bytes32 entropy, bytes calldata manifest, TokenSetup[] calldata tokens)
        external
        onlyArtist
        returns (uint256 workId)
    {
        if (tokens.length < 2 || tokens.length > MAX_LAYERS + 1) revert BadLayerCount(tokens.length);
        if (manifest.length == 0 || manifest.length > MAX_MANIFEST_BYTES) {
            revert BadManifestLength(manifest.length, MAX_MANIFEST_BYTES);
        }
        uint256 layers = tokens.length - 1;
        uint256 layersThen = _layers + layers;
        if (layersThen > cap) revert SeriesCapExceeded(cap, layersThen);

        workId = works + 1;
        assert(workId <= MAX_WORKS);
        works = workId;
        _layers = layersThen;
        Work storage work = _works[workId];
        work.manifest = SSTORE2.write(manifest);
        work.layers = uint16(layers);
        work.royalty = FIRST_ROYALTY;
        work.entropy = entropy;
        emit WorkCreated(workId, msg.sender, layers, entropy, keccak256(manifest));

        for (uint256 index = 0; index < tokens.length; ++index) {
            _createToken(workId << INDEX_BITS | index, index, tokens[index]);
        }
    }

    /// @inheritdoc ILayerToken
    function setRoyalty(uint256 workId, address receiver, uint256 basisPoints) external onlyArtist {
        Work storage work = _work(workId);
        if (receiver == address(0) || basisPoints > work.royalty) {
            revert BadRoyalty(receiver, basisPoints, work.royalty);
        }
        work.royaltyReceiver = receiver;
        work.royalty = uint16(basisPoints);
        emit RoyaltySet(workId, receiver, basisPoints);
    }

    /// @inheritdoc ILayerToken
    function setBaseURI(string calldata baseURI_) external onlyArtist whileMetadataMayChange {
        _baseURI = baseURI_;
        emit BaseURISet(baseURI_);
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc ILayerToken
    function setRenderer(address renderer_) external onlyArtist whileMetadataMayChange {
        renderer = renderer_;
        emit RendererSet(renderer_);
        emit BatchMetadataUpdate(0, type(uint256).max);
        emit ContractURIUpdated();
        emit TraitMetadataURIUpdated();
    }

    /// @inheritdoc ILayerToken
    function freezeMetadata() external onlyArtist whileMetadataMayChange {
        metadataFrozen = true;
        emit MetadataFrozen();
    }

    /// @inheritdoc ILayerToken
    function setStyle(uint256 tokenId, bytes calldata changes, uint32 expectedRevision) external {
        _requireStyler(tokenId);
        _restyle(tokenId, changes, expectedRevision, msg.sender);
    }

    /// @inheritdoc ILayerToken
    function setStyles(StyleChange[] calldata styleChanges) external {
        if (styleChanges.length == 0) revert NoStyleChanges();
        for (uint256 i = 0; i < styleChanges.length; ++i) {
            StyleChange calldata one = styleChanges[i];
            _requireStyler(one.tokenId);
            _restyle(one.tokenId, one.changes, one.expectedRevision, msg.sender);
        }
    }

    /// @inheritdoc ILayerToken
    function setStyleBySig(StyleUpdate calldata update, bytes calldata signature) external {
        if (update.owner != _requireToken(update.tokenId)) revert NotTokenOwner(update.owner, update.tokenId);
        uint48 epoch = _signatureEpoch(update.tokenId);
        if (update.epoch != epoch) revert SignatureRevoked(update.tokenId, update.epoch, epoch);
        bytes32 structHash = keccak256(
            abi.encode(
                STYLE_UPDATE_TYPEHASH,
                update.tokenId,
                keccak256(update.changes),
                update.owner,
                update.epoch,
                update.revision,
                update.deadline
            )
        );
        OwnerSignature.requireValid(update.owner, _hashTypedData(structHash), signature, update.deadline);
        _restyle(update.tokenId, update.changes, update.revision, update.owner);
    }

    /// @inheritdoc IERC7496
    function setTrait(uint256 tokenId, bytes32 traitKey, bytes32 newValue) external {
        _requireStyler(tokenId);
        uint256 lever = LayerTraits.leverOf(traitKey);
        if (uint256(newValue) > type(uint16).max) revert BadTraitValue(traitKey, newValue);
        StyleWord previous = _words[tokenId];
        _requireOpen(tokenId, previous);
        StyleWord moved = previous.moved(_bounds[tokenId], lever, uint16(uint256(newValue)));
        StyleWord next = _store(tokenId, previous, moved, msg.sender);
        LayerTraits.emitMoved(tokenId, lever, previous, next);
        _emitMetadataUpdates(tokenId);
    }

    /// @inheritdoc ILayerToken
    function freeze(uint256 tokenId) external onlyTokenOwner(tokenId) {
        StyleWord word = _words[tokenId];
        if (word.frozen()) revert StyleFrozen(tokenId);
        _words[tokenId] = word.asFrozen();
        emit LayerFrozen(tokenId, msg.sender);
        LayerTraits.emitFreeze(tokenId);
        _emitMetadataUpdates(tokenId);
    }

    /// @inheritdoc ILayerToken
    function revokeSignatures(uint256 tokenId) external onlyTokenOwner(tokenId) {
        _setExtraData(tokenId, _getExtraData(tokenId) + ONE_REVOCATION);
        emit SignaturesRevoked(tokenId, _signatureEpoch(tokenId));
    }

    /// @inheritdoc IERC4907
    function setUser(uint256 tokenId, address user, uint64 expires) external onlyTokenOwner(tokenId) {
        uint96 extra = _getExtraData(tokenId);
        if (user == address(0)) {
            expires = 0;
            _setExtraData(tokenId, extra & ~HAS_USER);
        } else {
            _setExtraData(tokenId, extra | HAS_USER);
        }
        _users[tokenId] = User(user, expires);
        emit UpdateUser(tokenId, user, expires);
    }

    /// @inheritdoc ILayerToken
    function styleOf(uint256 tokenId) external view returns (uint256) {
        _requireToken(tokenId);
        return StyleWord.unwrap(_words[tokenId]);
    }

    /// @inheritdoc ILayerToken
    function boundsOf(uint256 tokenId) external view returns (uint256) {
        _requireToken(tokenId);
        return _bounds[tokenId];
    }

    /// @inheritdoc ILayerToken
    function seedOf(uint256 tokenId) external view returns (bytes32) {
        _requireToken(tokenId);
        return keccak256(abi.encodePacked(address(this), _works[tokenId >> INDEX_BITS].entropy, tokenId));
    }

    /// @inheritdoc ILayerToken
    function manifestOf(uint256 workId) external view returns (bytes memory) {
        return SSTORE2.read(_work(workId).manifest);
    }

    /// @inheritdoc ILayerToken
    function workOf(uint256 workId) external view returns (bytes32 entropy, uint256 layers) {
        Work storage work = _work(workId);
        return (work.entropy, work.layers);
    }

    /// @inheritdoc ILayerToken
    function epochOf(uint256 tokenId) external view returns (uint48) {
        _requireToken(tokenId);
        return uint48(_getExtraData(tokenId));
    }

    /// @inheritdoc ILayerToken
    function signatureEpochOf(uint256 tokenId) external view returns (uint48) {
        _requireToken(tokenId);
        return _signatureEpoch(tokenId);
    }

    /// @inheritdoc ILayerToken
    function isStyler(address account, uint256 tokenId) external view returns (bool) {
        return _isStyler(account, tokenId, _requireToken(tokenId));
    }

    /// @inheritdoc IERC4907
    function userOf(uint256 tokenId) external view returns (address) {
        _requireToken(tokenId);
        return _userOf(tokenId);
    }

    /// @inheritdoc IERC4907
    function userExpires(uint256 tokenId) external view returns (uint256) {
        _requireToken(tokenId);
        return _users[tokenId].expires;
    }

    /// @inheritdoc IERC7496
    function getTraitValue(uint256 tokenId, bytes32 traitKey) external view returns (bytes32) {
        _requireToken(tokenId);
        return _words[tokenId].valueOf(traitKey);
    }

    /// @inheritdoc IERC7496
    function getTraitValues(uint256 tokenId, bytes32[] calldata traitKeys)
        external
        view
        returns (bytes32[] memory traitValues)
    {
        _requireToken(tokenId);
        StyleWord word = _words[tokenId];
        traitValues = new bytes32[](traitKeys.length);
        for (uint256 i = 0; i < traitKeys.length; ++i) {
            traitValues[i] = word.valueOf(traitKeys[i]);
        }
    }

    /// @inheritdoc IERC7496
    function getTraitMetadataURI() external view returns (string memory) {
        if (renderer != address(0)) return ITokenMetadata(renderer).getTraitMetadataURI();
        return LayerTraits.metadataURI();
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        if (renderer != address(0)) return ITokenMetadata(renderer).contractURI();
        return 'data:application/json;utf8,{"name":"Pentimento","symbol":"PNTM",'
            '"description":"Living paintings. Every layer has an owner, who changes how it is painted."}';
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address receiver, uint256 amount) {
        _requireToken(tokenId);
        Work storage work = _works[tokenId >> INDEX_BITS];
        receiver = work.royaltyReceiver == address(0) ? artist : work.royaltyReceiver;
        amount = FixedPointMathLib.fullMulDiv(salePrice, work.royalty, BASIS_POINTS);
    }

    /// @inheritdoc ILayerToken
    function baseURI() external view returns (string memory) {
        return _baseURI;
    }

    /// @inheritdoc ERC721
    function name() public pure override returns (string memory) {
        return "Pentimento";
    }

    /// @inheritdoc ERC721
    function symbol() public pure override returns (string memory) {
        return "PNTM";
    }

    /// @inheritdoc ERC721
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireToken(tokenId);
        if (renderer != address(0)) return ITokenMetadata(renderer).tokenURI(tokenId);
        return string.concat(_baseURI, tokenId.toString());
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return interfaceId == 0x2a55205a // ERC-2981
            || interfaceId == 0x49064906 // ERC-4906
            || interfaceId == 0xad092b5c // ERC-4907
            || interfaceId == 0x84b0196e // ERC-5267
            || interfaceId == 0xaf332f3e // ERC-7496
            || interfaceId == 0xe8a3d485 // ERC-7572
            || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc ERC721
    /// @dev Solady's is payable because the standard lets it be; value sent here would be lost.
    function approve(address account, uint256 tokenId) public payable override {
        if (msg.value != 0) revert ValueNotAccepted();
        super.approve(account, tokenId);
    }

    /// @dev Every way to transfer passes here, and each is payable in Solady.
    function _beforeTokenTransfer(address, address, uint256) internal override {
        if (msg.value != 0) revert ValueNotAccepted();
    }

    /// @dev A new owner begins a new epoch without a user; a mint is epoch 0.
    function _afterTokenTransfer(address from, address, uint256 tokenId) internal override {
        if (from == address(0)) return;
        uint96 extra = _getExtraData(tokenId);
        if (extra & HAS_USER != 0) {
            extra &= ~HAS_USER;
            delete _users[tokenId];
            emit UpdateUser(tokenId, address(0), 0);
        }
        _setExtraData(tokenId, extra + ONE_EPOCH);
    }

    /// @inheritdoc EIP712
    function _domainNameAndVersion() internal pure override returns (string memory, string memory) {
        return ("Pentimento", "1");
    }

    /// @dev No receiver is asked at a mint: an owner whose account runs delegated code (EIP-7702) might refuse, and one
    ///      refusal would undo the whole work.
    function _createToken(uint256 tokenId, uint256 index, TokenSetup calldata setup) private {
        if (setup.bounds >> LEVERS_BITS != 0) revert BadBounds(index);
        StyleWord word = StyleWord.wrap(setup.word);
        if (word.revision() != 0 || word.flags() != 0) revert BadFirstWord(index);
        for (uint256 i = 0; i < MAX_LEVERS; ++i) {
            if (word.lever(i) > uint16(setup.bounds >> (i * LEVER_BITS))) revert BadFirstWord(index);
        }
        _bounds[tokenId] = setup.bounds;
        _words[tokenId] = word;
        _mint(setup.owner, tokenId);
        emit SchemaSet(tokenId, setup.bounds, setup.word);
    }

    /// @param by  who decided it: the caller, or the owner who signed
    function _restyle(uint256 tokenId, bytes calldata changes, uint32 expectedRevision, address by) private {
        StyleWord previous = _words[tokenId];
        _requireOpen(tokenId, previous);
        if (previous.revision() != expectedRevision) {
            revert StaleRevision(tokenId, expectedRevision, previous.revision());
        }
        StyleWord next = _store(tokenId, previous, changes.applyTo(previous, _bounds[tokenId]), by);
        LayerTraits.emitRestyled(tokenId, changes, previous, next);
        _emitMetadataUpdates(tokenId);
    }

    function _requireOpen(uint256 tokenId, StyleWord word) private pure {
        if (word.frozen()) revert StyleFrozen(tokenId);
        if (word.updatesLeft() == 0) revert NoUpdatesLeft(tokenId);
    }

    function _store(uint256 tokenId, StyleWord previous, StyleWord moved, address by) private returns (StyleWord next) {
        if (StyleWord.unwrap(moved) == StyleWord.unwrap(previous)) revert NothingChanged(tokenId);
        next = moved.asUpdated();
        _words[tokenId] = next;
        emit StyleChanged(tokenId, tokenId >> INDEX_BITS, by, StyleWord.unwrap(previous), StyleWord.unwrap(next));
    }

    /// @dev ERC-4906 for the token and for the master, whose picture is the whole work.
    function _emitMetadataUpdates(uint256 tokenId) private {
        emit MetadataUpdate(tokenId);
        uint256 master = (tokenId >> INDEX_BITS) << INDEX_BITS;
        if (tokenId != master) emit MetadataUpdate(master);
    }

    function _requireStyler(uint256 tokenId) private view {
        if (!_isStyler(msg.sender, tokenId, _requireToken(tokenId))) revert NotStyler(msg.sender, tokenId);
    }

    /// @dev The owner is asked for first, and the registry last: an owner never pays for it nor depends on it. Where
    ///      nothing is deployed at the registry's address, nobody is a delegate.
    function _isStyler(address account, uint256 tokenId, address owner) private view returns (bool) {
        if (account == owner) return true;
        if (account != address(0) && account == _userOf(tokenId)) return true;
        return DelegateCheckerLib.checkDelegateForERC721(account, owner, address(this), tokenId, STYLE_RIGHT);
    }

    function _userOf(uint256 tokenId) private view returns (address) {
        User storage user = _users[tokenId];
        return block.timestamp <= user.expires ? user.account : address(0);
    }

    /// @dev Two counts that never fall: their sum is another after each transfer and each revocation.
    function _signatureEpoch(uint256 tokenId) private view returns (uint48) {
        uint96 extra = _getExtraData(tokenId);
        return uint48(extra) + uint40(extra >> REVOCATIONS_SHIFT);
    }

    function _requireToken(uint256 tokenId) private view returns (address owner) {
        owner = _ownerOf(tokenId);
        if (owner == address(0)) revert UnknownToken(tokenId);
    }

    function _work(uint256 workId) private view returns (Work storage work) {
        work = _works[workId];
        if (work.manifest == address(0)) revert UnknownWork(workId);
    }
}
